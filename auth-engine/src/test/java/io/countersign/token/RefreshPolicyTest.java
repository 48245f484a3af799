package io.countersign.token;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Margins and pauses. */
final class RefreshPolicyTest {

    private final RefreshPolicy policy = RefreshPolicy.of(new Random(42));

    @Property(tries = 500)
    void theMarginIsATenthOfTheLifetimeAtMostFiveMinutesLessAFifthByChance(
            @ForAll @LongRange(min = 300_000, max = 86_400_000) long lifetime) {
        long tenth = Math.min(lifetime / 10, 300_000);
        assertThat(policy.margin(lifetime)).isBetween(tenth * 8 / 10, tenth);
    }

    @Property(tries = 200)
    void evenATokenOfNextToNothingIsFreshForMostOfItsLife(@ForAll @LongRange(max = 300_000) long lifetime) {
        assertThat(policy.margin(lifetime)).isBetween(0L, lifetime / 10);
    }

    @Test
    void marginsOfEqualTokensDiffer() {
        assertThat(policy.margin(3_600_000)).isNotEqualTo(policy.margin(3_600_000));
    }

    @Test
    void theMarginsOfAFleetAreSpreadOverTheWholeFifth() {
        LongSummaryStatistics margins =
                LongStream.range(0, 1000).map(i -> policy.margin(3_600_000)).summaryStatistics();
        assertThat(margins.getMin()).isLessThan(243_000);
        assertThat(margins.getMax()).isGreaterThan(297_000);
    }

    @Property(tries = 500)
    void pausesStayBetweenASecondAndAMinuteWhenNoTokenLives(@ForAll @IntRange(min = 1, max = 1_000_000) int inARow) {
        assertThat(policy.retryPause(inARow, Long.MAX_VALUE)).isBetween(1_000L, 60_000L);
    }

    @Property(tries = 500)
    void aPauseEndsBeforeTheTokenUnlessThatEndsWithinASecondAndThenWithIt(
            @ForAll @IntRange(min = 1, max = 100) int inARow, @ForAll @LongRange(min = 1, max = 86_400_000) long left) {
        long pause = policy.retryPause(inARow, left);
        assertThat(pause).isPositive().isLessThanOrEqualTo(Math.max(left / 2, Math.min(left, 1_000)));
    }

    @Test
    void settingsAreKept() {
        RefreshPolicy other = policy.withTimeout(Duration.ofSeconds(9)).withTerminalPause(Duration.ofMinutes(1));
        assertThat(other.timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(other.terminalPause()).isEqualTo(60_000);
        assertThat(policy.terminalPause()).isEqualTo(900_000);
    }
}
