package io.countersign.counterpart;

import java.time.Duration;
import java.time.Instant;

/**
 * Slows down who guesses passwords, as Cognito does: the fifth wrong one in a row shuts the account for a second, each
 * further one for twice as long, up to 15 minutes. Attempts while it is shut are refused unseen and do not prolong it.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html">Cognito, lockout for
 *     failed sign-in attempts</a>
 */
final class Lockout {

    private static final int FIRST = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int DOUBLINGS_TO_LONGEST = 10;

    private int inARow;
    private int all;
    private Instant last = Instant.EPOCH;
    private Instant shutUntil = Instant.EPOCH;

    synchronized void attempt(boolean right, Instant now) throws CognitoException {
        if (now.isBefore(shutUntil)) {
            throw CognitoException.notAuthorized("Password attempts exceeded");
        }
        if (right || !now.isBefore(last.plus(LONGEST))) {
            inARow = 0;
        }
        if (!right) {
            count(now);
            throw CognitoException.wrongProof();
        }
    }

    /** All wrong attempts that were looked at. */
    synchronized int wrongAttempts() {
        return all;
    }

    private void count(Instant now) {
        inARow++;
        all++;
        last = now;
        if (inARow >= FIRST) {
            Duration pause = Duration.ofSeconds(1L << Math.min(inARow - FIRST, DOUBLINGS_TO_LONGEST));
            shutUntil = now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST);
        }
    }
}
