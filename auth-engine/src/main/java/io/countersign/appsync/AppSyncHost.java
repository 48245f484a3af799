package io.countersign.appsync;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The host of a GraphQL API: one of AWS's own, where every API has one for HTTP and one for web sockets, or a custom domain. */
public final class AppSyncHost {

    private static final String HTTP = "appsync-api";
    private static final String REALTIME = "appsync-realtime-api";
    private static final Pattern REGION = Pattern.compile("appsync-api\\.((?!-)[a-zA-Z0-9-]{1,63}(?<!-))\\.");

    private final String httpHost;

    private AppSyncHost(String httpHost) {
        this.httpHost = httpHost;
    }

    /** @param host either of the two hosts, or the custom domain */
    public static AppSyncHost of(String host) {
        return new AppSyncHost(host.replace(REALTIME, HTTP));
    }

    /** The host for HTTP; AppSync wants it in every authorization, those of the web socket included. */
    public String httpHost() {
        return httpHost;
    }

    /** The label after {@code appsync-api}; null for a custom domain. */
    public @Nullable String region() {
        Matcher matcher = REGION.matcher(httpHost);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** Where the web socket of an HTTP URL of this API is opened; a custom domain keeps its host. */
    public static String realtimeUrl(String httpUrl) {
        return httpUrl.replace("https://", "wss://").replace(HTTP, REALTIME);
    }

    @Override
    public String toString() {
        return httpHost;
    }
}
