package io.countersign.cognito;

import io.countersign.counterpart.MutableClock;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** No one-time code is sent twice. */
final class OneTimeCodesTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:10Z");

    private final MutableClock local = new MutableClock(START);
    private final ServerClock clock = new ServerClock(local);
    private final List<Duration> pauses = new ArrayList<>();
    private final TotpSecret secret = TotpSecret.of(Secret.of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
    private final OneTimeCodes codes = OneTimeCodes.of(secret, time -> {
        pauses.add(time);
        local.advance(time);
    });

    @Test
    void aCodeThatWasJustUsedIsFollowedByTheNextOneWhenItsTimeHasCome() throws Exception {
        String first = codes.next(clock);
        assertThat(pauses).isEmpty();
        String second = codes.next(clock);
        assertThat(pauses).containsExactly(Duration.ofSeconds(20));
        assertThat(second).isNotEqualTo(first).isEqualTo(secret.code(TotpSecret.step(START.plusSeconds(30))));
        codes.next(clock);
        assertThat(pauses).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    @Test
    void aLaterCodeIsNotWaitedFor() throws Exception {
        codes.next(clock);
        local.advance(Duration.ofSeconds(20));
        codes.next(clock);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aPauseThatEndsTooSoonStillGivesTheNextCode() throws Exception {
        OneTimeCodes hasty = OneTimeCodes.of(secret, time -> {});
        assertThat(hasty.next(clock)).isNotEqualTo(hasty.next(clock));
    }

    @Test
    void aClockThatWentBackIsNotWaitedFor() throws Exception {
        codes.next(clock);
        local.advance(Duration.ofHours(-1));
        codes.next(clock);
        assertThat(pauses).isEmpty();
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() throws Exception {
        OneTimeCodes interrupted = OneTimeCodes.of(secret, time -> {
            throw new InterruptedException();
        });
        interrupted.next(clock);
        assertThatThrownBy(() -> interrupted.next(clock))
                .isInstanceOfSatisfying(
                        AuthenticationException.class,
                        e -> assertThat(e.kind()).isEqualTo(AuthenticationException.Kind.TRANSIENT));
        assertThat(Thread.interrupted()).isTrue();
    }
}
