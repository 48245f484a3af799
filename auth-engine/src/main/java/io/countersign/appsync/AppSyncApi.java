package io.countersign.appsync;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two kinds of API that AppSync has, each with a web socket beside its HTTP endpoint. */
public enum AppSyncApi {
    /** Queries, mutations and subscriptions. */
    GRAPHQL("graphql-ws", "/graphql", "/graphql/connect"),
    /** Channels that are published to and subscribed to. */
    EVENTS("aws-appsync-event-ws", "/event", "/event");

    private final String subprotocol;
    private final String path;
    private final String connectPath;

    AppSyncApi(String subprotocol, String path, String connectPath) {
        this.subprotocol = subprotocol;
        this.path = path;
        this.connectPath = connectPath;
    }

    /**
     * The one that a web socket speaks.
     *
     * @param subprotocols those that it asked for, or agreed on, divided by commas; where none is known, the path tells
     */
    public static AppSyncApi of(@Nullable String subprotocols, String path) {
        String asked = subprotocols == null ? "" : subprotocols;
        for (AppSyncApi api : values()) {
            if (asked.contains(api.subprotocol)) {
                return api;
            }
        }
        String lower = path.toLowerCase(Locale.ROOT);
        return lower.equals(EVENTS.path) || lower.startsWith(EVENTS.path + "/") ? EVENTS : GRAPHQL;
    }

    /** What its web sockets speak, as {@code Sec-WebSocket-Protocol} names it. */
    public String subprotocol() {
        return subprotocol;
    }

    /** What requests and messages are signed for. */
    String path() {
        return path;
    }

    /** What handshakes are signed for. */
    String connectPath() {
        return connectPath;
    }
}
