package io.countersign.counterpart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/** Who is let in where: the checks of an {@link AppSyncGate}. */
final class GateSite implements WebSocketServer.Site {

    private static final Set<String> POSTS = Set.of("/graphql", "/event");
    private static final Set<String> SOCKETS = Set.of("/graphql", "/graphql/realtime", "/event/realtime");
    private static final byte[] CONNECT = "{}".getBytes(StandardCharsets.UTF_8);

    private final AppSyncHosts hosts;
    private final IntSupplier port;
    private final AppSyncEngine engine;
    private final AppSyncAuthorizer authorizer;
    private final GateRecord record;
    private volatile boolean refusingByMessage;

    /** @param port known once the server has started */
    GateSite(
            AppSyncHosts hosts,
            IntSupplier port,
            AppSyncEngine engine,
            AppSyncAuthorizer authorizer,
            GateRecord record) {
        this.hosts = hosts;
        this.port = port;
        this.engine = engine;
        this.authorizer = authorizer;
        this.record = record;
    }

    String authority() {
        return withPort(hosts.http());
    }

    String realtimeAuthority() {
        return withPort(hosts.realtime());
    }

    void refuseByMessage(boolean byMessage) {
        refusingByMessage = byMessage;
    }

    @Override
    public Reply.Answer answer(ReceivedRequest request) {
        record.posts.add(request);
        if (!request.method().equals("POST") || !POSTS.contains(request.path())) {
            record.refusals.add("no such operation: " + request);
            return Reply.of(404, "");
        }
        Optional<String> refusal = authorizer.refusal(request, authority(), false);
        refusal.ifPresent(record.refusals::add);
        return refusal.map(reason -> AppSyncErrors.answer()).orElseGet(() -> engine.answer(request));
    }

    @Override
    public WebSocketServer.Admission admit(ReceivedRequest request) {
        AppSyncHandshake handshake = new AppSyncHandshake(request);
        int number = record.handshakes.add(handshake);
        String subprotocol = handshake.subprotocol();
        Optional<String> refusal = refusal(handshake);
        refusal.ifPresent(record.refusals::add);
        if (refusal.isEmpty()) {
            GateSocket.Guard guard = new MessageGuard(number, handshake, engine, authorizer, authority(), record);
            return new WebSocketServer.Opened(subprotocol, new GateSocket(guard));
        }
        return refusingByMessage && handshake.offered().contains(subprotocol)
                ? new WebSocketServer.Opened(subprotocol, new GateSocket(new RefusingGuard(subprotocol)))
                : new WebSocketServer.Refused(AppSyncErrors.answer());
    }

    private String withPort(String host) {
        return hosts.port() ? host + ":" + port.getAsInt() : host;
    }

    private Optional<String> refusal(AppSyncHandshake handshake) {
        ReceivedRequest request = handshake.request();
        if (!SOCKETS.contains(request.path())) {
            return Optional.of("no web socket: " + request);
        }
        if (!handshake.offered().equals(List.of(handshake.subprotocol()))) {
            return Optional.of("offers " + handshake.offered() + " instead of " + handshake.subprotocol());
        }
        try {
            List<Header> authorization = handshake.authorization();
            boolean inHeaders = handshake.forms().contains(AppSyncHandshake.Form.HEADERS);
            String host = inHeaders ? authority() : realtimeAuthority();
            if (!request.values("Host").equals(List.of(host))) {
                return Optional.of("the handshake's Host is " + request.values("Host") + " instead of " + host);
            }
            String signed = request.path().startsWith("/event") ? "/event" : "/graphql/connect";
            return authorizer.refusal(ReceivedRequest.of("POST", signed, authorization, CONNECT), authority(), false);
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
