package io.countersign.agent.adapter;

import io.countersign.request.RequestTarget;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where a library of Netty's dials: what no request on the wire tells for certain. */
final class NettyAddress {

    private final String scheme;
    private final String host;
    private final int port;

    private NettyAddress(String scheme, String host, int port) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
    }

    static NettyAddress of(boolean secure, String host, int port) {
        return new NettyAddress(secure ? "https" : "http", host, port);
    }

    /**
     * Of a URL, whose path and query may hold whatever the application wrote.
     *
     * @return null if it is none of HTTP's, or has no host that can be told
     */
    static @Nullable NettyAddress of(String url) {
        int authority = url.indexOf("://");
        if (authority < 0) {
            return null;
        }
        int end = authority + 3;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        try {
            URI root = new URI(url.substring(0, end));
            String scheme = root.getScheme();
            boolean known = isSecure(scheme) || scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("ws");
            return known && root.getHost() != null ? of(isSecure(scheme), root.getHost(), root.getPort()) : null;
        } catch (URISyntaxException unreadable) {
            return null; // and nothing is said of it: its user-info may be a password
        }
    }

    static boolean isSecure(String scheme) {
        return scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("wss");
    }

    String host() {
        return host;
    }

    RequestTarget target(String pathAndQuery) {
        return RequestTarget.of(scheme, host, port, pathAndQuery);
    }
}
