package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one-time codes of one user, none of them twice: Cognito refuses a code that it has seen, so the next one is waited
 * for. Log-ins of the same user share them.
 */
public final class OneTimeCodes {

    private static final long NEVER = Long.MIN_VALUE;

    private final TotpSecret secret;
    private final Waiting waiting;
    private final AtomicLong lastUsed = new AtomicLong(NEVER);

    private OneTimeCodes(TotpSecret secret, Waiting waiting) {
        this.secret = secret;
        this.waiting = waiting;
    }

    /** @param waiting lets up to 30 seconds pass, in the thread that logs in */
    public static OneTimeCodes of(TotpSecret secret, Waiting waiting) {
        return new OneTimeCodes(secret, waiting);
    }

    TotpSecret secret() {
        return secret;
    }

    /** The code of now, or of the next 30 seconds, when they have come. */
    String next(ServerClock clock) throws AuthenticationException {
        Instant now = clock.now();
        long step = TotpSecret.step(now);
        long used = lastUsed.get();
        if (used == step || used == step + 1) { // further ahead it is the clock that went back
            pause(Duration.between(now, Instant.ofEpochSecond((used + 1) * TotpSecret.STEP_SECONDS)));
            step = used + 1;
        }
        lastUsed.set(step);
        return secret.code(step);
    }

    private void pause(Duration time) throws AuthenticationException {
        try {
            waiting.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AuthenticationException.transientFailure(
                    "the log-in was interrupted while it waited for the next one-time code", e);
        }
    }

    @Override
    public String toString() {
        return "OneTimeCodes(" + secret + ")";
    }
}
