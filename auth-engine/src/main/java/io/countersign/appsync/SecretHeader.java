package io.countersign.appsync;

import io.countersign.request.AuthenticationException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The host and one header with a secret: all that the modes without a signature consist of. */
final class SecretHeader {

    private final AppSyncHost host;
    private final String name;
    private final SecretSource secrets;

    SecretHeader(AppSyncHost host, String name, SecretSource secrets) {
        this.host = host;
        this.name = name;
        this.secrets = secrets;
    }

    Map<String, String> headers() throws AuthenticationException {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("host", host.httpHost());
        headers.put(name, secrets.current().reveal());
        return Collections.unmodifiableMap(headers);
    }
}
