package io.countersign.appsync;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.util.Map;

/** Modes AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT and AWS_LAMBDA: a token, sent verbatim; a {@code Bearer} is part of it. */
public final class TokenAuthentication implements AppSyncAuthentication {

    private final SecretHeader header;

    private TokenAuthentication(SecretHeader header) {
        this.header = header;
    }

    /** With one token for good. */
    public static TokenAuthentication of(AppSyncHost host, Secret token) {
        return of(host, () -> token);
    }

    /** With whatever token is valid when it is needed. */
    public static TokenAuthentication of(AppSyncHost host, SecretSource tokens) {
        return new TokenAuthentication(new SecretHeader(host, "Authorization", tokens));
    }

    @Override
    public Map<String, String> connectHeaders() throws AuthenticationException {
        return header.headers();
    }

    @Override
    public Map<String, String> startHeaders(String data) throws AuthenticationException {
        return header.headers();
    }

    @Override
    public Map<String, String> httpHeaders(String body) throws AuthenticationException {
        return header.headers();
    }
}
