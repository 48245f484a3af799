package io.countersign;

import io.countersign.appsync.AppSyncApi;
import io.countersign.appsync.AppSyncHost;
import io.countersign.appsync.AuthorizationObject;
import io.countersign.appsync.Handshake;
import io.countersign.appsync.RealtimeSigner;
import io.countersign.appsync.SocketMessage;
import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import io.countersign.rules.HostPattern;
import io.countersign.rules.Realtime;
import io.countersign.rules.Rule;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The web sockets of AppSync: their handshakes and the messages that want an authorization of their own. */
final class RealtimeSockets {

    private final Signers signers;
    private final Map<Rule, RealtimeSigner> signerOfRule = new ConcurrentHashMap<>();

    RealtimeSockets(Signers signers) {
        this.signers = signers;
    }

    /** Null if the application authorized the handshake itself. */
    @Nullable
    Authorization authorize(OutboundRequest hop, Rule rule, Realtime realtime) throws AuthenticationException {
        Handshake handshake = Handshake.of(hop);
        if (handshake.isAuthorized() && (!rule.replacesExisting() || Existing.isSigned(hop))) {
            return null;
        }
        AuthorizationObject object = signer(rule).connect(api(hop.target(), realtime), handshake.api());
        switch (realtime.form()) {
            case QUERY:
                handshake.putIntoQuery(object);
                break;
            case HEADERS:
                handshake.putIntoHeaders(object);
                break;
            default:
                handshake.putIntoSubprotocols(object);
        }
        return object.authorization();
    }

    /** The text itself if nothing is to be added. */
    String authorize(RequestTarget socket, @Nullable String subprotocols, String text, Rule rule, Realtime realtime)
            throws AuthenticationException {
        if (text.length() > rule.maxBufferedBody()) {
            return text;
        }
        AppSyncApi api = AppSyncApi.of(subprotocols, socket.path());
        SocketMessage message = SocketMessage.of(api, text);
        return message == null ? text : message.with(signer(rule).message(api(socket, realtime), api, message.body()));
    }

    private RealtimeSigner signer(Rule rule) {
        return signerOfRule.computeIfAbsent(rule, signers::realtime);
    }

    /** The host that everything is signed for, in lower case as AppSync compares it. */
    private static AppSyncHost api(RequestTarget socket, Realtime realtime) {
        HostPattern api = realtime.api();
        return AppSyncHost.of(api == null ? socket.authority().toLowerCase(Locale.ROOT) : api.toString());
    }
}
