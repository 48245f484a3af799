package io.countersign.token;

import java.time.Duration;
import java.util.Random;

/** How early tokens are renewed, how long callers wait, and how long to pause after failures. Immutable. */
public final class RefreshPolicy {

    private static final long LONGEST_MARGIN = Duration.ofMinutes(5).toMillis();
    private static final long LONGEST_RETRY_PAUSE = Duration.ofMinutes(1).toMillis();
    private static final long FIRST_PAUSE = Duration.ofSeconds(2).toMillis();
    private static final long SHORTEST_PAUSE = FIRST_PAUSE / 2;
    private static final int DOUBLINGS = 10;
    private static final long RENEWAL_PERIOD = Duration.ofMinutes(5).toMillis();

    /** So many fetches refusals may force in one period: several APIs may refuse an identity's tokens one after the other. */
    static final int RENEWALS = 5;

    private final Random random;
    private final Duration timeout;
    private final Duration terminalPause;

    private RefreshPolicy(Random random, Duration timeout, Duration terminalPause) {
        this.random = random;
        this.timeout = timeout;
        this.terminalPause = terminalPause;
    }

    /** Callers wait 5 seconds at most; after a terminal failure nothing is tried for 15 minutes. */
    public static RefreshPolicy of(Random random) {
        return new RefreshPolicy(random, Duration.ofSeconds(5), Duration.ofMinutes(15));
    }

    /** The same, with another bound on how long a caller waits for a token. */
    public RefreshPolicy withTimeout(Duration longestWait) {
        return new RefreshPolicy(random, longestWait, terminalPause);
    }

    /** The same, with another pause after a failure that only a human can mend. */
    public RefreshPolicy withTerminalPause(Duration pause) {
        return new RefreshPolicy(random, timeout, pause);
    }

    Duration timeout() {
        return timeout;
    }

    /**
     * How long before its end a token turns stale, in milliseconds: a tenth of its lifetime, at most 5 minutes, less up
     * to a fifth of that by chance, so that a fleet which logged in together does not refresh together.
     */
    long margin(long lifetime) {
        long margin = Math.min(lifetime / 10, LONGEST_MARGIN);
        return margin - (long) (margin * 0.2 * random.nextDouble());
    }

    /**
     * Until the next attempt after so many transient failures in a row: 1 to 2 s at first, 30 to 60 s at last. While a
     * token lives, no more than half of what is left of it and never past its end, so that an outage which is over by
     * then costs nobody a request.
     *
     * @param left until the next token ends, in milliseconds; {@code Long.MAX_VALUE} if none will
     */
    long retryPause(int failures, long left) {
        long full = Math.min(FIRST_PAUSE << Math.min(failures - 1, DOUBLINGS), LONGEST_RETRY_PAUSE);
        long pause = (long) (full * (1 + random.nextDouble()) / 2);
        return Math.min(pause, Math.max(left / 2, Math.min(left, SHORTEST_PAUSE)));
    }

    /** Until the next attempt after a terminal failure. */
    long terminalPause() {
        return terminalPause.toMillis();
    }

    /** In which refusals may force no more than {@link #RENEWALS} fetches. */
    long renewalPeriod() {
        return RENEWAL_PERIOD;
    }
}
