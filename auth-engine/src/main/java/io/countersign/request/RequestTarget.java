package io.countersign.request;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Scheme, host, port, path and query of a hop, raw: what is signed must be what is sent, so nothing is re-encoded. */
public final class RequestTarget {

    private final String scheme;
    private final String host;
    private final int port;
    private final String path;
    private final @Nullable String query;

    private RequestTarget(String scheme, String host, int port, String pathAndQuery) {
        this.scheme = scheme.toLowerCase(Locale.ROOT);
        this.host = withoutBrackets(host);
        this.port = port > 0 ? port : defaultPort(this.scheme);
        int fragment = pathAndQuery.indexOf('#');
        String sent = fragment < 0 ? pathAndQuery : pathAndQuery.substring(0, fragment);
        int mark = sent.indexOf('?');
        String rawPath = mark < 0 ? sent : sent.substring(0, mark);
        this.path = rawPath.isEmpty() ? "/" : rawPath;
        this.query = mark < 0 ? null : sent.substring(mark + 1);
    }

    /** @param port 0 or less means the scheme's default */
    public static RequestTarget of(String scheme, String host, int port, String pathAndQuery) {
        return new RequestTarget(scheme, host, port, pathAndQuery);
    }

    /** @throws IllegalArgumentException if the URI has no scheme or no host */
    public static RequestTarget of(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw new IllegalArgumentException("not an absolute URI with a host");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new RequestTarget(uri.getScheme(), uri.getHost(), uri.getPort(), path + query);
    }

    /** In lower case. */
    public String scheme() {
        return scheme;
    }

    /** As dialled, in the application's spelling; an IPv6 address stands without its brackets. */
    public String host() {
        return host;
    }

    /** Never absent: the scheme's default where the application gave none. */
    public int port() {
        return port;
    }

    /** As sent, still percent-encoded, never empty. */
    public String path() {
        return path;
    }

    /** As sent, without the question mark; null if there is none. */
    public @Nullable String query() {
        return query;
    }

    /** Whether what is sent there is readable on the way. */
    public boolean isPlainText() {
        return "http".equals(scheme) || "ws".equals(scheme);
    }

    /** What belongs into a Host header: the port only where it is not the scheme's default (RFC 9110, section 7.2). */
    public String authority() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return port == defaultPort(scheme) ? name : name + ":" + port;
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private static int defaultPort(String scheme) {
        return "https".equals(scheme) || "wss".equals(scheme) ? 443 : 80;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof RequestTarget)) {
            return false;
        }
        RequestTarget that = (RequestTarget) other;
        return scheme.equals(that.scheme)
                && host.equals(that.host)
                && port == that.port
                && path.equals(that.path)
                && Objects.equals(query, that.query);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheme, host, port, path, query);
    }

    /** Without the query, which can carry credentials. */
    @Override
    public String toString() {
        return scheme + "://" + authority() + path;
    }
}
