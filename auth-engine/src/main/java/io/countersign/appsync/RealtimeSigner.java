package io.countersign.appsync;

import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.RequestSigner;
import io.countersign.sigv4.SigV4Signer;
import java.io.IOException;

/** Makes the authorization objects of web sockets with what authorizes the HTTP requests of the same API. */
public final class RealtimeSigner {

    private final RequestSigner signer;
    private final boolean signs;

    private RealtimeSigner(RequestSigner signer, boolean signs) {
        this.signer = signer;
        this.signs = signs;
    }

    /** The modes whose objects hold one header with a key or a token. */
    public static RealtimeSigner carrying(RequestSigner signer) {
        return new RealtimeSigner(signer, false);
    }

    /** Mode AWS_IAM. */
    public static RealtimeSigner signing(SigV4Signer signer) {
        return new RealtimeSigner(signer.signingAlso("accept", "content-encoding"), true);
    }

    /** For a handshake. */
    public AuthorizationObject connect(AppSyncHost host, AppSyncApi api) throws AuthenticationException {
        return object(host, api.connectPath(), "{}");
    }

    /**
     * For a message.
     *
     * @param body what the API checks the signature against
     */
    public AuthorizationObject message(AppSyncHost host, AppSyncApi api, String body) throws AuthenticationException {
        return object(host, api.path(), body);
    }

    private AuthorizationObject object(AppSyncHost host, String path, String body) throws AuthenticationException {
        SignedMessage message =
                signs ? SignedMessage.realtime(host, path, body) : SignedMessage.plain(host, path, body);
        try {
            Authorization authorization = signer.sign(message);
            return AuthorizationObject.of(signs ? message.headersAndHost() : message.hostAndHeaders(), authorization);
        } catch (AuthenticationException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a body in memory can always be read", e);
        }
    }
}
