package io.countersign.appsync;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.util.Map;

/** Mode API_KEY. */
public final class ApiKeyAuthentication implements AppSyncAuthentication {

    private final SecretHeader header;

    private ApiKeyAuthentication(SecretHeader header) {
        this.header = header;
    }

    /** With one key for good. */
    public static ApiKeyAuthentication of(AppSyncHost host, Secret apiKey) {
        return of(host, () -> apiKey);
    }

    /** With whatever key is valid when it is needed. */
    public static ApiKeyAuthentication of(AppSyncHost host, SecretSource apiKeys) {
        return new ApiKeyAuthentication(new SecretHeader(host, "x-api-key", apiKeys));
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
