package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.token.FaultyIssuer.Trouble;
import java.time.Duration;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thirty days of one identity under load, over any source: requests every few seconds, an issuer in trouble now and then,
 * refresh tokens that end or are revoked, a wall clock that is set by ten minutes, a machine that sleeps. After each
 * request it is checked that the request had a token that is really good, or why it could have none; and that a token was
 * granted when, and only when, one was due, by a refresh while the refresh token was good and by a log-in otherwise.
 */
public final class SimulatedMonth {

    private static final long MONTH = Duration.ofDays(30).toMillis();
    private static final long LONGEST_GAP = Duration.ofSeconds(15).toMillis();

    private final FaultyIssuer issuer;
    private final SteppingClock machine;
    private final Random random;
    private final CachedTokens cache;
    private final SteadyClock time;
    private final long lifetime;
    private final RefreshTokenFamily family;
    private final TroubleLog troubles;
    private long tokenEnd;
    private boolean inTroubleAtTheEnd;
    private boolean endSeen;
    private int requests;
    private int without;
    private int logIns;
    private int refreshes;

    /**
     * A month to come.
     *
     * @param source asks the issuer, whose time is the machine's {@link SteppingClock#truth}
     * @param lifetime of the access tokens
     * @param refreshLifetime of the refresh tokens, from the log-in on
     */
    public SimulatedMonth(
            TokenSource source,
            FaultyIssuer issuer,
            SteppingClock machine,
            Duration lifetime,
            Duration refreshLifetime,
            long seed) {
        this.issuer = issuer;
        this.machine = machine;
        this.random = new Random(seed);
        this.time = machine.steady();
        this.lifetime = lifetime.toMillis();
        this.cache =
                CachedTokens.of("orders", source, RefreshPolicy.of(new Random(~seed)), machine.steady(), Runnable::run);
        this.family = new RefreshTokenFamily(refreshLifetime);
        this.troubles = new TroubleLog(issuer, random, this.lifetime);
    }

    /** Lets it pass. */
    public SimulatedMonth run() {
        long end = trueTime() + MONTH;
        while (trueTime() < end) {
            disturb();
            request();
            machine.run(Duration.ofMillis(1 + random.nextInt((int) LONGEST_GAP)));
        }
        return this;
    }

    /** How many requests were sent. */
    public int requests() {
        return requests;
    }

    /** How many of them could have no token. */
    public int without() {
        return without;
    }

    /** How many log-ins were due. */
    public int logIns() {
        return logIns;
    }

    /** How many refreshes were due. */
    public int refreshes() {
        return refreshes;
    }

    private void disturb() {
        if (once(Duration.ofHours(8))) {
            machine.set(Duration.ofMinutes(random.nextBoolean() ? 10 : -10));
        } else if (once(Duration.ofDays(1))) {
            machine.sleep(Duration.ofSeconds(1 + random.nextInt(7200)));
        } else if (once(Duration.ofDays(3))) {
            issuer.revokeRefreshTokens();
            family.revoke();
        }
    }

    private void request() {
        requests++;
        long now = time.millis();
        troubles.pass(now);
        if (now >= tokenEnd && !endSeen) {
            endSeen = true;
            inTroubleAtTheEnd =
                    troubles.current() != Trouble.NONE || troubles.disabledWithin(TroubleLog.TERMINAL_PAUSE, now);
        }
        boolean served = served(now);
        int grants = issuer.logIns() + issuer.refreshes() - logIns - refreshes;
        check(grants <= 1, "more than one grant for one request");
        if (grants == 1) {
            checkGrant(now);
        } else if (now >= tokenEnd - margin() * 8 / 10) {
            check(troubles.excuse(now, 2 * LONGEST_GAP), "no grant, although one is due");
        }
        check(served || grants == 0, "a grant, but no token for the request");
    }

    private boolean served(long now) {
        try {
            Token token = cache.current(TokenUse.ACCESS);
            check(issuer.accepts(token), "a token was sent that is not good");
            return true;
        } catch (AuthenticationException e) {
            without++;
            check(now >= tokenEnd, "a token with " + (tokenEnd - now) + " ms to live was not used: " + e.getMessage());
            check(inTroubleAtTheEnd, "no token, although the issuer was well when the last one ended");
            check(troubles.excuse(now, 2 * LONGEST_GAP), "no token long after the trouble");
            return false;
        }
    }

    private void checkGrant(long now) {
        check(now >= tokenEnd - margin(), "a grant before its time");
        if (family.takesLogIn(trueTime())) {
            logIns++;
        } else {
            refreshes++;
        }
        assertThat(issuer.logIns()).as("log-ins").isEqualTo(logIns);
        assertThat(issuer.refreshes()).as("refreshes").isEqualTo(refreshes);
        tokenEnd = now + lifetime;
        endSeen = false;
    }

    /** The widest; chance takes away up to a fifth of it. */
    private long margin() {
        return Math.min(lifetime / 10, Duration.ofMinutes(5).toMillis());
    }

    private void check(boolean holds, String orElse) {
        if (!holds) {
            throw new AssertionError(orElse + ", at " + machine.truth().instant());
        }
    }

    private boolean once(Duration every) {
        return random.nextInt((int) (every.toMillis() / (LONGEST_GAP / 2))) == 0;
    }

    private long trueTime() {
        return machine.truth().millis();
    }

    /** When the refresh token that the client holds ends. */
    private static final class RefreshTokenFamily {

        private final Duration life;
        private long end = Long.MIN_VALUE;

        RefreshTokenFamily(Duration life) {
            this.life = life;
        }

        void revoke() {
            end = Long.MIN_VALUE;
        }

        boolean takesLogIn(long now) {
            if (now < end) {
                return false;
            }
            end = now + life.toMillis();
            return true;
        }
    }
}
