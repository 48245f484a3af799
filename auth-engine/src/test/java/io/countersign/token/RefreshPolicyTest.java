package io.countersign.token;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Margins and pauses. */
final class RefreshPolicyTest {

    private final RefreshPolicy policy = RefreshPolicy.of(new Random(42));

    @Property(tries = 200)
    void theMarginIsAboutATenthOfTheLifetimeAndAtMostFiveMinutes(@ForAll @LongRange(max = 86_400_000) long lifetime) {
        long tenth = Math.min(lifetime / 10, 300_000);
        assertThat(policy.margin(lifetime)).isBetween(tenth * 8 / 10, tenth);
    }

    @Test
    void marginsOfEqualTokensDiffer() {
        assertThat(policy.margin(3_600_000)).isNotEqualTo(policy.margin(3_600_000));
    }

    @Property(tries = 200)
    void pausesStayBetweenASecondAndTheirCap(@ForAll @IntRange(min = 1, max = 1_000_000) int inARow) {
        assertThat(policy.retryPause(inARow)).isBetween(1_000L, 60_000L);
        assertThat(policy.renewalPause(RefreshPolicy.FREE_RENEWALS - 1 + inARow))
                .isBetween(1_000L, 300_000L);
    }

    @Test
    void theFirstRenewalsNeedNoPause() {
        for (int inARow = 1; inARow < RefreshPolicy.FREE_RENEWALS; inARow++) {
            assertThat(policy.renewalPause(inARow)).isZero();
        }
    }

    @Test
    void settingsAreKept() {
        RefreshPolicy other = policy.withTimeout(Duration.ofSeconds(9)).withTerminalPause(Duration.ofMinutes(1));
        assertThat(other.timeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(other.terminalPause()).isEqualTo(60_000);
        assertThat(policy.terminalPause()).isEqualTo(900_000);
    }
}
