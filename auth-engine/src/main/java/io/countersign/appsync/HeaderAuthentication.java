package io.countersign.appsync;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The modes without a signature: one header with a secret, the same for a handshake, a message and a request. The
 * secret is sent verbatim; where a mode wants {@code Bearer}, that is part of the token.
 */
public final class HeaderAuthentication implements AppSyncAuthentication {

    private final AppSyncHost host;
    private final String name;
    private final SecretSource secrets;

    private HeaderAuthentication(AppSyncHost host, String name, SecretSource secrets) {
        this.host = host;
        this.name = name;
        this.secrets = secrets;
    }

    /** Mode API_KEY, with one key for good. */
    public static HeaderAuthentication apiKey(AppSyncHost host, Secret key) {
        return apiKey(host, () -> key);
    }

    /** Mode API_KEY, with whatever key is valid when it is needed. */
    public static HeaderAuthentication apiKey(AppSyncHost host, SecretSource keys) {
        return new HeaderAuthentication(host, "x-api-key", keys);
    }

    /** Modes AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT and AWS_LAMBDA, with one token for good. */
    public static HeaderAuthentication token(AppSyncHost host, Secret token) {
        return token(host, () -> token);
    }

    /** Modes AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT and AWS_LAMBDA, with whatever token is valid when it is needed. */
    public static HeaderAuthentication token(AppSyncHost host, SecretSource tokens) {
        return new HeaderAuthentication(host, "Authorization", tokens);
    }

    @Override
    public Map<String, String> connectHeaders(AppSyncApi api) throws AuthenticationException {
        return headers();
    }

    @Override
    public Map<String, String> messageHeaders(AppSyncApi api, String body) throws AuthenticationException {
        return headers();
    }

    @Override
    public Map<String, String> httpHeaders(AppSyncApi api, String body) throws AuthenticationException {
        return headers();
    }

    private Map<String, String> headers() throws AuthenticationException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("host", host.httpHost());
        headers.put(name, secrets.current().reveal());
        return Collections.unmodifiableMap(headers);
    }
}
