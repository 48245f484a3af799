package io.countersign.token;

import io.countersign.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Clocks that are set, machines that sleep: what a lifetime is counted by. */
final class SteadyClockTest {

    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private final SteppingClock machine = new SteppingClock(Instant.ofEpochMilli(START));
    private final SteadyClock clock = machine.steady();

    /** What can happen to a machine's two clocks, each for some milliseconds. */
    enum Event {
        RUN,
        SLEEP,
        SET_FORWARD,
        SET_BACK
    }

    record Change(Event event, long millis) {}

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.of(Event.class),
                        Arbitraries.oneOf(
                                Arbitraries.longs().between(0, 200),
                                Arbitraries.longs().between(0, 7_200_000)))
                .as(Change::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 1000)
    void itNeverGoesBackAndCountsRunningAndSleepWhateverTheWallClockIsSetTo(@ForAll("changes") List<Change> changes) {
        SteppingClock all = new SteppingClock(Instant.ofEpochMilli(START));
        SteadyClock steady = all.steady();
        long last = steady.millis();
        long lasted = 0;
        long setForward = 0;
        long missed = 100;
        for (Change change : changes) {
            Duration length = Duration.ofMillis(change.millis());
            switch (change.event()) {
                case RUN -> all.run(length);
                case SLEEP -> all.sleep(length);
                case SET_FORWARD -> all.set(length);
                case SET_BACK -> all.set(length.negated());
            }
            lasted += change.event() == Event.RUN || change.event() == Event.SLEEP ? change.millis() : 0;
            setForward += change.event() == Event.SET_FORWARD ? change.millis() : 0;
            missed += change.event() == Event.SET_BACK ? Math.min(200, change.millis()) : 0;
            long now = steady.millis();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
            assertThat(now - START).isBetween(lasted - missed, lasted + setForward);
        }
    }

    @Test
    void itStartsAtTheWallClocksTimeAndAgreesWithItWhileNothingHappens() {
        for (int i = 0; i < 1000; i++) {
            assertThat(clock.millis()).isEqualTo(machine.wall().millis());
            assertThat(clock.instant()).isEqualTo(machine.wall().instant());
            machine.run(Duration.ofMillis(7));
        }
    }

    @Test
    void aWallClockSetBackTenMinutesDoesNotMakeItGoBack() {
        machine.set(Duration.ofMinutes(-10));
        assertThat(clock.millis()).isEqualTo(START);
        machine.run(Duration.ofMinutes(3));
        assertThat(clock.millis()).isEqualTo(START + 180_000);
    }

    @Test
    void sleepCounts() {
        machine.sleep(Duration.ofHours(8));
        assertThat(clock.millis()).isEqualTo(START + 8 * 3_600_000);
    }

    @Test
    void sleepCountsAlsoAfterTheWallClockWasSetBack() {
        machine.set(Duration.ofMinutes(-10));
        assertThat(clock.millis()).isEqualTo(START);
        machine.sleep(Duration.ofMinutes(8));
        assertThat(clock.millis()).isEqualTo(START + 480_000);
    }

    @Test
    void sleepTooShortToBeNoticedAddsUp() {
        for (int i = 0; i < 100; i++) {
            machine.sleep(Duration.ofMillis(50));
            clock.millis();
        }
        assertThat(clock.millis()).isBetween(START + 4_900, START + 5_000);
    }

    /** A wall clock in whole milliseconds beside a nano-time must not make it run fast. */
    @Test
    void theWallClocksCoarseStepsDoNotAddUp() {
        AtomicLong nano = new AtomicLong();
        SteadyClock coarse = SteadyClock.of(new WallClock(() -> START + nano.get() / 16_000_000 * 16), nano::get);
        for (int i = 0; i < 1_000_000; i++) {
            nano.addAndGet(100_000);
            coarse.millis();
        }
        assertThat(coarse.millis()).isBetween(START + 99_999, START + 100_000);
    }

    @Test
    void aThreadThatWasHeldUpBetweenTheTwoReadingsCountsNothingTwice() {
        AtomicLong nano = new AtomicLong();
        AtomicLong heldUp = new AtomicLong();
        SteadyClock steady =
                SteadyClock.of(new WallClock(() -> START + nano.addAndGet(heldUp.getAndSet(0)) / 1_000_000), nano::get);
        for (int i = 0; i < 100; i++) {
            heldUp.set(5_000_000_000L);
            steady.millis();
        }
        assertThat(steady.millis()).isEqualTo(START + 500_000);
    }

    @Test
    void theOriginOfTheNanoTimeDoesNotMatter() {
        AtomicLong nano = new AtomicLong(Long.MAX_VALUE - 1_000_000);
        MutableClock wall = new MutableClock(Instant.ofEpochMilli(START));
        SteadyClock steady = SteadyClock.of(wall, nano::get);
        nano.addAndGet(5_000_000_000L);
        assertThat(steady.millis()).isEqualTo(START + 5_000);
        wall.advance(Duration.ofHours(1));
        assertThat(steady.millis()).isEqualTo(START + 3_605_000);
    }

    @Test
    void anotherZoneIsTheSameTime() {
        ZoneId zone = ZoneOffset.ofHours(9);
        SteadyClock system = SteadyClock.of(Clock.systemUTC(), System::nanoTime);
        assertThat(system.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThat(system.withZone(zone).getZone()).isEqualTo(zone);
        assertThat(system.withZone(zone).instant()).isCloseTo(system.instant(), within(10, ChronoUnit.SECONDS));
    }

    @Test
    void threadsThatSeeTheStepTogetherCountItOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 1; round <= 200; round++) {
                machine.sleep(Duration.ofMinutes(1));
                Callable<Long> reading = clock::millis;
                List<Callable<Long>> readings = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    readings.add(reading);
                }
                for (Future<Long> result : threads.invokeAll(readings)) {
                    assertThat(result.get()).isEqualTo(START + round * 60_000L);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aTokenIsNotUsedPastItsEndWhenTheWallClockIsSetBack() throws Exception {
        QueueTokenSource source = new QueueTokenSource();
        CachedTokens cache = cache(source);
        source.give(TestTokens.set("one", machine.wall().instant(), Duration.ofHours(1)));
        machine.set(Duration.ofMinutes(-10));
        assertThat(cache.current(TokenUse.ACCESS).value()).isEqualTo(Secret.of("one"));
        machine.run(Duration.ofHours(1));
        source.give(TestTokens.set("two", machine.wall().instant(), Duration.ofHours(1)));
        assertThat(cache.current(TokenUse.ACCESS).value()).isEqualTo(Secret.of("two"));
    }

    @Test
    void aTokenIsNotUsedPastItsEndAfterSleep() throws Exception {
        QueueTokenSource source = new QueueTokenSource();
        CachedTokens cache = cache(source);
        source.give(TestTokens.set("one", machine.wall().instant(), Duration.ofHours(1)));
        assertThat(cache.current(TokenUse.ACCESS).value()).isEqualTo(Secret.of("one"));
        machine.sleep(Duration.ofHours(1));
        source.give(TestTokens.set("two", machine.wall().instant(), Duration.ofHours(1)));
        assertThat(cache.current(TokenUse.ACCESS).value()).isEqualTo(Secret.of("two"));
    }

    @Test
    void aSourceWhoseOwnClockIsTenMinutesOffDoesNotMatter() throws Exception {
        QueueTokenSource source = new QueueTokenSource();
        CachedTokens cache = cache(source);
        for (int minutes : new int[] {-10, 10}) {
            Instant wrong = machine.wall().instant().plus(Duration.ofMinutes(minutes));
            source.give(TestTokens.set("wrong" + minutes, wrong, Duration.ofMinutes(5)));
            assertThat(cache.current(TokenUse.ACCESS).value()).isEqualTo(Secret.of("wrong" + minutes));
            machine.run(Duration.ofMinutes(5));
        }
    }

    /** A wall clock that a test computes. */
    private static final class WallClock extends Clock {

        private final LongSupplier time;

        WallClock(LongSupplier time) {
            this.time = time;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(time.getAsLong());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the tests need no other zone");
        }
    }

    private CachedTokens cache(TokenSource source) {
        return CachedTokens.of("orders", source, RefreshPolicy.of(new Random(1)), clock, Runnable::run);
    }
}
