package io.countersign.agent.cli;

import io.countersign.request.HttpDate;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether somebody answers at an address, and what time it is there. */
final class Reachability {

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final long NOTABLE_SECONDS = 60;
    private static final long MILLIS = 1000;

    /** The header tells whole seconds, and is some on its way. */
    private static final long INEXACT_SECONDS = 5;

    private final URI address;
    private final @Nullable String failure;
    private final @Nullable Duration skew;

    private Reachability(URI address, @Nullable String failure, @Nullable Duration skew) {
        this.address = address;
        this.failure = failure;
        this.skew = skew;
    }

    /** Sends a HEAD without credentials; whatever status comes is an answer. */
    static Reachability of(URI address, @Nullable URI proxy, Clock clock) {
        try {
            URL url = address.toURL();
            HttpURLConnection connection =
                    (HttpURLConnection) (proxy == null ? url.openConnection() : url.openConnection(via(proxy)));
            connection.setRequestMethod("HEAD");
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.getResponseCode();
            Instant there = HttpDate.parsed(connection.getHeaderField("Date"));
            Duration skew = there == null ? null : Duration.between(there, clock.instant());
            return new Reachability(address, null, skew);
        } catch (IOException e) {
            return new Reachability(address, String.valueOf(e), null);
        }
    }

    /** Cause and remedy in one line; null if all is well. */
    @Nullable
    String problem() {
        if (failure != null) {
            return address + " cannot be reached: " + failure + "; check network, proxy and endpoint";
        }
        if (skew != null && Math.abs(seconds(skew)) > NOTABLE_SECONDS) {
            return "this host's clock is " + Math.abs(seconds(skew)) + " s "
                    + (skew.isNegative() ? "behind" : "ahead of") + " that of " + address + ": set the clock right";
        }
        return null;
    }

    String answer() {
        return failure == null ? "answers" : failure;
    }

    /** How far this host's clock is from the one there. */
    String clock() {
        return skew == null
                ? "unknown"
                : Math.abs(seconds(skew)) <= INEXACT_SECONDS ? "right" : seconds(skew) + " s ahead";
    }

    private static long seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }

    private static Proxy via(URI proxy) {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.getHost(), proxy.getPort()));
    }
}
