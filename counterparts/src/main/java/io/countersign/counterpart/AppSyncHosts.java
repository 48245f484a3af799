package io.countersign.counterpart;

/**
 * The two names of an AppSync API, without ports: one for HTTP, which is also what every authorization names and signs,
 * and one for web sockets. A custom domain serves both under one name.
 */
public record AppSyncHosts(String http, String realtime) {

    /** An AWS name with its realtime sibling; any other is a custom domain. */
    public static AppSyncHosts of(String http) {
        return new AppSyncHosts(http, http.replace(".appsync-api.", ".appsync-realtime-api."));
    }
}
