package io.countersign.counterpart;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who guesses has to wait, for longer and longer. */
final class LockoutTest {

    private static final String SHUT = "Password attempts exceeded";

    private final Lockout lockout = new Lockout();
    private Instant now = Instant.parse("2026-11-01T09:08:07Z");

    @Test
    void theFifthWrongAttemptShutsForOneSecondAndEachFurtherOneForTwiceAsLong() {
        guessWrong(5);
        for (long seconds = 1; seconds <= 512; seconds *= 2) {
            now = now.plusSeconds(seconds).minusMillis(1);
            assertThatThrownBy(() -> lockout.attempt(true, now)).hasMessage(SHUT);
            now = now.plusMillis(1);
            guessWrong(1);
        }
        assertThat(lockout.wrongAttempts()).isEqualTo(15);
    }

    @Test
    void fifteenMinutesAreTheLongest() throws CognitoException {
        guessWrong(5);
        for (int attempt = 0; attempt < 10; attempt++) {
            now = now.plus(Duration.ofMinutes(15)).minusSeconds(1);
            guessWrong(1);
        }
        now = now.plus(Duration.ofMinutes(15)).minusSeconds(1);
        assertThatThrownBy(() -> lockout.attempt(true, now)).hasMessage(SHUT);
        now = now.plusSeconds(1);
        lockout.attempt(true, now);
    }

    @Test
    void attemptsWhileItIsShutAreNotCountedAndDoNotProlongIt() throws CognitoException {
        guessWrong(5);
        for (int attempt = 0; attempt < 9; attempt++) {
            now = now.plusMillis(100);
            assertThatThrownBy(() -> lockout.attempt(false, now)).hasMessage(SHUT);
        }
        now = now.plusMillis(100);
        lockout.attempt(true, now);
        assertThat(lockout.wrongAttempts()).isEqualTo(5);
    }

    @Test
    void theRightPasswordOrAQuietQuarterOfAnHourStartsAnew() throws CognitoException {
        guessWrong(4);
        lockout.attempt(true, now);
        guessWrong(4);
        now = now.plus(Duration.ofMinutes(15));
        guessWrong(4);
        lockout.attempt(true, now);
    }

    private void guessWrong(int times) {
        for (int attempt = 0; attempt < times; attempt++) {
            assertThatThrownBy(() -> lockout.attempt(false, now)).hasMessage("Incorrect username or password.");
        }
    }
}
