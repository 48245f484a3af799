package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.request.AuthenticationException.Kind;
import io.countersign.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A wrong password is tried once per long pause, whatever requests, refusals and threads do. */
@Timeout(60)
final class LockoutGuardTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration LONG_PAUSE = Duration.ofMinutes(15);

    private final CacheRig rig = new CacheRig();

    @Test
    void aTerminalFailureIsNotTriedAgainBeforeTheLongPauseIsOver() throws Exception {
        rig.failTerminally("the password is wrong");
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(rig::access)
                    .isInstanceOfSatisfying(
                            AuthenticationException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.TERMINAL))
                    .hasMessage("orders: the password is wrong");
        }
        rig.clock.advance(LONG_PAUSE.minusMillis(1));
        assertThatThrownBy(rig::access).hasMessage("orders: the password is wrong");
        assertThat(rig.source.fetches()).isEqualTo(1);

        rig.clock.advance(Duration.ofMillis(1));
        rig.give("one", HOUR);
        assertThat(rig.access()).isEqualTo("one");
    }

    @Test
    void aMendedSourceEndsTheLongPauseButNoPauseAfterWhatMayPassByItself() throws Exception {
        rig.failTerminally("the password is wrong");
        assertThatThrownBy(rig::access).isNotNull();
        rig.source.mend(true);
        rig.failForNow("throttled");
        assertThatThrownBy(rig::access).hasMessage("orders: throttled");
        assertThatThrownBy(rig::access).hasMessage("orders: throttled");
        assertThat(rig.source.fetches()).isEqualTo(2);

        rig.clock.advance(LONG_PAUSE);
        rig.give("one", HOUR);
        assertThat(rig.access()).isEqualTo("one");
    }

    @Test
    void aDayWithAWrongPasswordIsOneAttemptPerPause() {
        rig.wrongPasswordFromNowOn();
        for (int second = 0; second < 86_400; second += 5) {
            assertThatThrownBy(rig::access).hasMessage("orders: the password is wrong");
            assertThat(rig.cache.renew(TokenUse.ACCESS, token("anything"))).isFalse();
            rig.cache.warmUp();
            rig.clock.advance(Duration.ofSeconds(5));
        }
        assertThat(rig.source.fetches()).isEqualTo(24 * 4);
    }

    @Test
    void theWarmUpIsTheAttempt() {
        rig.failTerminally("the password is wrong");
        rig.cache.warmUp();
        assertThatThrownBy(rig::access).hasMessage("orders: the password is wrong");
        rig.cache.warmUp();
        assertThat(rig.source.fetches()).isEqualTo(1);
    }

    @Test
    void aLivingTokenServesOnAndItsRefusalsForceNoAttempt() throws Exception {
        rig.give("one", HOUR);
        rig.access();
        rig.clock.advance(Duration.ofMinutes(55));
        rig.wrongPasswordFromNowOn();
        for (int second = 0; second < 300; second++) {
            assertThat(rig.access()).isEqualTo("one");
            assertThat(rig.cache.renew(TokenUse.ACCESS, token("one"))).isFalse();
            rig.clock.advance(Duration.ofSeconds(1));
        }
        assertThatThrownBy(rig::access).hasMessage("orders: the password is wrong");
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    @Test
    void anOutageBeforeTheWrongPasswordShortensNothing() {
        rig.failForNow("throttled");
        assertThatThrownBy(rig::access).hasMessage("orders: throttled");
        rig.clock.advance(Duration.ofSeconds(1));
        rig.wrongPasswordFromNowOn();
        assertThatThrownBy(rig::access).hasMessage("orders: the password is wrong");
        rig.clock.advance(LONG_PAUSE.minusMillis(1));
        assertThatThrownBy(rig::access).hasMessage("orders: the password is wrong");
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    @Test
    void aThousandThreadsWithRefusalsAndWarmUpsMakeOneAttempt() throws Exception {
        ExecutorService background = Executors.newCachedThreadPool();
        ExecutorService callers = Executors.newCachedThreadPool();
        try {
            CachedTokens cache = rig.cache(background);
            rig.wrongPasswordFromNowOn();
            CountDownLatch line = new CountDownLatch(1000);
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                results.add(callers.submit(() -> {
                    line.countDown();
                    line.await();
                    cache.warmUp();
                    assertThatThrownBy(() -> cache.current(TokenUse.ACCESS))
                            .hasMessage("orders: the password is wrong");
                    return cache.renew(TokenUse.ACCESS, token("anything"));
                }));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isFalse();
            }
            assertThat(rig.source.fetches()).isEqualTo(1);
            assertThat(rig.log.lines()).hasSize(1);
        } finally {
            callers.shutdownNow();
            background.shutdownNow();
        }
    }

    private static Token token(String value) {
        return Token.lasting(Secret.of(value));
    }
}
