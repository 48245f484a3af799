package io.countersign.token;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A month of one identity under load, with all that can go wrong in it; {@link SimulatedMonth} says what is checked. */
@Timeout(120)
final class SimulatedMonthTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int SEEDS = 2;

    static Stream<Arguments> months() {
        return Stream.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(24))
                .flatMap(lifetime ->
                        LongStream.range(0, SEEDS).mapToObj(seed -> Arguments.of(lifetime, seed % 2 == 0, seed)));
    }

    @ParameterizedTest(name = "tokens of {0}, refresh tokens rotate: {1}, seed {2}")
    @MethodSource("months")
    void everyRequestHasATokenThatCanHaveOneAndNoLogInOrRefreshIsTooManyOrTooFew(
            Duration lifetime, boolean rotation, long seed) {
        SteppingClock machine = new SteppingClock(START);
        Duration refreshLifetime = Duration.ofDays(1 + seed * 2);
        SimulatedIssuer issuer = new SimulatedIssuer(machine, lifetime, refreshLifetime, rotation);
        SimulatedMonth month = new SimulatedMonth(issuer, issuer, machine, lifetime, refreshLifetime, seed).run();
        assertThat(issuer.logIns()).isEqualTo(month.logIns()).isGreaterThan(3);
        assertThat(issuer.refreshes()).isEqualTo(month.refreshes()).isGreaterThan(3);
        assertThat(month.requests()).isGreaterThan(300_000);
        assertThat(month.without()).isLessThan(month.requests() / 3);
    }

    @Test
    void aMonthWithoutTroubleIsOneLogInAndARefreshEveryFiftyFiveMinutes() throws Exception {
        CacheRig rig = new CacheRig();
        rig.source.always(last -> TestTokens.set("token", rig.clock.instant(), Duration.ofHours(1)));
        for (long second = 0; second < Duration.ofDays(30).toSeconds(); second += 10) {
            rig.access();
            rig.clock.advance(Duration.ofSeconds(10));
        }
        long minutes = Duration.ofDays(30).toMinutes();
        assertThat(rig.source.fetches()).isEqualTo((int) (1 + (minutes - 1) / 55));
        assertThat(rig.source.previous().stream().filter("none"::equals)).hasSize(1);
    }
}
