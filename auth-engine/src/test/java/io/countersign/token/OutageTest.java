package io.countersign.token;

import io.countersign.request.AuthenticationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What requests notice of an issuer that does not answer: nothing while a token lives, a clear cause afterwards. */
final class OutageTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final CacheRig rig = new CacheRig();

    @ParameterizedTest
    @ValueSource(ints = {5, 60, 24 * 60})
    void aTokenServesToItsEndAndNotBeyond(int minutes) throws Exception {
        Duration lifetime = Duration.ofMinutes(minutes);
        rig.give("one", lifetime);
        rig.access();
        rig.source.always(ignored -> {
            throw AuthenticationException.transientFailure("throttled", null);
        });
        for (long second = 0; second < lifetime.toSeconds(); second++) {
            assertThat(rig.access()).isEqualTo("one");
            rig.clock.advance(Duration.ofSeconds(1));
        }
        assertThatThrownBy(rig::access).hasMessage("orders: throttled");
    }

    @Test
    void attemptsDuringAnOutageAreFewAndTheLastOneIsShortlyBeforeTheEnd() throws Exception {
        rig.give("one", HOUR);
        rig.access();
        List<Long> attempts = new ArrayList<>();
        rig.source.always(ignored -> {
            attempts.add(HOUR.toSeconds()
                    - Duration.between(CacheRig.BASE, rig.clock.instant()).toSeconds());
            throw AuthenticationException.transientFailure("throttled", null);
        });
        for (long second = 0; second < HOUR.toSeconds(); second++) {
            rig.access();
            rig.clock.advance(Duration.ofSeconds(1));
        }
        // pauses of 1, 2, 4, 8, 16 and 30 s, and when a minute is left, of half of what is left
        assertThat(attempts)
                .containsExactly(
                        300L, 299L, 297L, 293L, 285L, 269L, 239L, 209L, 179L, 149L, 119L, 89L, 59L, 29L, 14L, 7L, 3L,
                        1L);
    }

    @Property(tries = 300)
    void anOutageThatIsOverBeforeTheEndCostsNoRequest(
            @ForAll long seed,
            @ForAll @IntRange(min = 5, max = 1440) int minutes,
            @ForAll @LongRange(min = 1, max = 400_000) long begin,
            @ForAll @LongRange(min = 1, max = 2_000) long spare)
            throws Exception {
        CacheRig jittered = new CacheRig(new Random(seed));
        Duration lifetime = Duration.ofMinutes(minutes);
        jittered.give("one", lifetime);
        jittered.access();
        // in milliseconds before the end of the token
        long from = Math.min(begin, lifetime.toMillis());
        long step = 250L + Math.floorMod(seed, 500);
        jittered.clock.advance(Duration.ofMillis(lifetime.toMillis() - from));
        jittered.source.always(ignored -> {
            throw AuthenticationException.transientFailure("throttled", null);
        });
        for (long left = from; left > spare; left -= step) {
            assertThat(jittered.access()).isEqualTo("one");
            jittered.clock.advance(Duration.ofMillis(step));
        }
        jittered.source.always(ignored -> TestTokens.set("two", jittered.clock.instant(), lifetime));
        for (int request = 0; request < 20; request++) {
            jittered.access();
            jittered.clock.advance(Duration.ofMillis(step));
        }
        assertThat(jittered.access()).isEqualTo("two");
    }

    @Test
    void afterTheEndCausesAreToldAtOnceAndAttemptsGoOnOncePerPause() throws Exception {
        rig.give("one", HOUR);
        rig.access();
        rig.clock.advance(HOUR);
        rig.source.always(ignored -> {
            throw AuthenticationException.transientFailure("throttled", null);
        });
        for (int second = 0; second < 3600; second++) {
            assertThatThrownBy(rig::access).hasMessage("orders: throttled");
            rig.clock.advance(Duration.ofSeconds(1));
        }
        // pauses of 1, 2, 4, 8, 16 and then 30 s
        assertThat(rig.source.fetches()).isEqualTo(1 + 5 + 119);
    }

    @Test
    @Timeout(30)
    void whoWaitsInVainIsToldWhatWentWrongBefore() throws Exception {
        ExecutorService background = Executors.newCachedThreadPool();
        CountDownLatch end = new CountDownLatch(1);
        try {
            AtomicBoolean first = new AtomicBoolean(true);
            Executor firstInline = task -> {
                if (first.getAndSet(false)) {
                    task.run();
                } else {
                    background.execute(task);
                }
            };
            CachedTokens impatient = rig.cache(firstInline, Duration.ofMillis(20));
            rig.failForNow("the region is throttling");
            assertThatThrownBy(() -> impatient.current(TokenUse.ACCESS)).hasMessageContaining("is throttling");
            rig.clock.advance(Duration.ofSeconds(1));
            rig.source.always(ignored -> {
                await(end);
                return TestTokens.lasting("late");
            });
            assertThatThrownBy(() -> impatient.current(TokenUse.ACCESS))
                    .isInstanceOfSatisfying(
                            AuthenticationException.class,
                            e -> assertThat(e.kind()).isEqualTo(AuthenticationException.Kind.TRANSIENT))
                    .hasMessage(
                            "orders: the queue has not answered within 20 ms; the attempt goes on, check the network"
                                    + " or raise the timeout (the attempt before it failed: the region is throttling)");
        } finally {
            end.countDown();
            background.shutdown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
