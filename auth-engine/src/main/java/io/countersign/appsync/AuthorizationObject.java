package io.countersign.appsync;

import io.countersign.request.Authorization;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What authorizes one handshake or one message; as secret as the credentials in it. */
public final class AuthorizationObject {

    private final Map<String, String> entries;
    private final Authorization authorization;

    private AuthorizationObject(Map<String, String> entries, Authorization authorization) {
        this.entries = entries;
        this.authorization = authorization;
    }

    static AuthorizationObject of(Map<String, String> entries, Authorization authorization) {
        return new AuthorizationObject(Collections.unmodifiableMap(new LinkedHashMap<>(entries)), authorization);
    }

    /** In the order in which they stand in the object. */
    Map<String, String> entries() {
        return entries;
    }

    /** The object as a message carries it. */
    public String json() {
        return HandshakeHeader.json(entries);
    }

    /** What to ask if it is refused. */
    public Authorization authorization() {
        return authorization;
    }

    /** Names only. */
    @Override
    public String toString() {
        return entries.keySet().toString();
    }
}
