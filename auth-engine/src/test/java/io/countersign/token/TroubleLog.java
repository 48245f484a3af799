package io.countersign.token;

import io.countersign.token.FaultyIssuer.Trouble;
import java.time.Duration;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** The troubles of a {@link SimulatedMonth}, one after the other, by the clock that the cache counts by. */
final class TroubleLog {

    /** After a failure that only a human can mend. */
    static final long TERMINAL_PAUSE = Duration.ofMinutes(15).toMillis();

    private static final long LONGEST_RETRY_PAUSE = Duration.ofMinutes(1).toMillis();
    private static final long LONGEST_TROUBLE = Duration.ofHours(4).toMillis();
    private static final long LONGEST_PEACE = Duration.ofHours(8).toMillis();

    private final FaultyIssuer issuer;
    private final Random random;
    private final long lifetime;
    private Trouble current = Trouble.NONE;
    private long next;
    private int attemptsBefore;
    private long began;
    private long lastTrouble = Long.MIN_VALUE / 2;
    private long lastDisabled = Long.MIN_VALUE / 2;

    TroubleLog(FaultyIssuer issuer, Random random, long lifetime) {
        this.issuer = issuer;
        this.random = random;
        this.lifetime = lifetime;
    }

    Trouble current() {
        return current;
    }

    void pass(long now) {
        if (now >= next) {
            change(now);
        }
        if (current != Trouble.NONE) {
            lastTrouble = now;
        }
        if (current == Trouble.USER_DISABLED) {
            lastDisabled = now;
        }
    }

    /** Whether a pause after a trouble may still go on, give or take the gaps between requests. */
    boolean excuse(long now, long gap) {
        return now - lastTrouble <= LONGEST_RETRY_PAUSE + gap || disabledWithin(TERMINAL_PAUSE + gap, now);
    }

    boolean disabledWithin(long millis, long now) {
        return now - lastDisabled <= millis;
    }

    private void change(long now) {
        if (current == Trouble.NONE && next != 0) {
            Trouble[] kinds = {Trouble.OUTAGE, Trouble.THROTTLING, Trouble.USER_DISABLED};
            current = kinds[random.nextInt(kinds.length)];
            next = now + length();
            attemptsBefore = issuer.attempts();
            began = now;
        } else {
            checkAttempts(now - began);
            current = Trouble.NONE;
            next = now + random(Math.min(8 * lifetime, LONGEST_PEACE));
        }
        issuer.suffer(current);
    }

    /** Most end before a token does, some do not. */
    private long length() {
        long[] longest = {lifetime / 5, lifetime, 4 * lifetime};
        return random(Math.min(longest[random.nextInt(longest.length)], LONGEST_TROUBLE));
    }

    private long random(long longest) {
        return 1000 + (long) (random.nextDouble() * longest);
    }

    /** An issuer in trouble is not asked more often than the pauses allow. */
    private void checkAttempts(long length) {
        int attempts = issuer.attempts() - attemptsBefore;
        if (current == Trouble.USER_DISABLED) {
            assertThat(attempts).as("attempts that could lock the user out").isLessThanOrEqualTo((int)
                    (1 + length / TERMINAL_PAUSE));
        } else if (current != Trouble.NONE) {
            assertThat(attempts).as("attempts in trouble").isLessThanOrEqualTo((int) (20 + length / 30_000));
        }
    }
}
