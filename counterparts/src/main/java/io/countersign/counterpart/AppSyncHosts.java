package io.countersign.counterpart;

/**
 * The two names of an AppSync API, without ports: one for HTTP, which is also what every authorization names and signs,
 * and one for web sockets. A custom domain serves both under one name.
 *
 * @param port whether clients name the port, as they do unless it is the one of the scheme
 */
public record AppSyncHosts(String http, String realtime, boolean port) {

    /** An AWS name with its realtime sibling; any other is a custom domain. */
    public static AppSyncHosts of(String http) {
        return of(http, http.replace(".appsync-api.", ".appsync-realtime-api."));
    }

    /** Two names that have nothing to do with each other. */
    public static AppSyncHosts of(String http, String realtime) {
        return new AppSyncHosts(http, realtime, true);
    }

    /** The same names for clients that believe to talk to port 443, and are led elsewhere. */
    public AppSyncHosts withoutPort() {
        return new AppSyncHosts(http, realtime, false);
    }
}
