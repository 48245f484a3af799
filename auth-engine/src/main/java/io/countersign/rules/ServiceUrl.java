package io.countersign.rules;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses of services and proxies. Loaded only by files that have one. */
final class ServiceUrl {

    private static final int LARGEST_PORT = 65_535;

    private ServiceUrl() {}

    static boolean isEndpoint(String text) {
        URI uri = http(text);
        return uri != null && uri.getRawQuery() == null && uri.getRawFragment() == null;
    }

    /** A proxy is named by host and port only, and spoken to in plain HTTP: the JDK knows no other way. */
    static boolean isProxy(String text) {
        URI uri = http(text);
        return uri != null
                && "http".equals(uri.getScheme())
                && uri.getPort() > 0
                && uri.getPort() <= LARGEST_PORT
                && uri.getRawPath().isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    /** Whether what is sent to this address can be read on its way. */
    static boolean isReadable(String url) {
        URI uri = http(url);
        return uri != null && "http".equals(uri.getScheme()) && !isLoopback(uri.getHost());
    }

    private static @Nullable URI http(String text) {
        try {
            URI uri = URI.create(text);
            boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return http && uri.getHost() != null && uri.getRawUserInfo() == null ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** This very machine, by the name alone (RFC 6761, section 6.3). */
    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || (name.startsWith("127.") && IpAddress.canonical("::" + name) != null);
    }
}
