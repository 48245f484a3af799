package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a server's refusal does to the cache. */
final class RenewalTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final CacheRig rig = new CacheRig();

    @BeforeEach
    void logIn() throws Exception {
        rig.give("one", HOUR);
        rig.access();
    }

    @Test
    void aTokenRefusedRightAfterTheLogInIsReplacedOnce() throws Exception {
        rig.give("two", HOUR);
        assertThat(renew("one")).isTrue();
        assertThat(rig.access()).isEqualTo("two");
        assertThat(rig.source.previous()).containsExactly("none", "one");
    }

    @Test
    void aTokenThatAnotherThreadHasReplacedCostsNoFetch() throws Exception {
        rig.give("two", HOUR);
        renew("one");
        assertThat(renew("one")).isTrue();
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    @Test
    void gettingTheSameTokenAgainIsNoRenewal() throws Exception {
        rig.give("one", HOUR);
        assertThat(renew("one")).isFalse();
        assertThat(rig.access()).isEqualTo("one");
    }

    @Test
    void withoutAnyTokenThereIsNothingToRenew() {
        CachedTokens empty = rig.cache(Runnable::run);
        assertThat(empty.renew(TokenUse.ACCESS, Token.lasting(Secret.of("one"))))
                .isFalse();
        assertThat(rig.source.fetches()).isEqualTo(1);
    }

    @Test
    void aServerThatRefusesEveryTokenForcesFewFetches() throws Exception {
        int hour = 3600;
        for (int second = 0; second < hour; second++) {
            rig.give("next-" + second, HOUR);
            renew(rig.access());
            rig.clock.advance(Duration.ofSeconds(1));
        }
        // pauses of 1, 2, 4 … 128 and then 150 s: 9 fetches in the first 255 s, one per 150 s from then on
        assertThat(rig.source.fetches()).isBetween(25, 35);
    }

    @Test
    void theFirstRefusalAfterACalmTimeIsServedAtOnceAgain() throws Exception {
        for (String next : new String[] {"two", "three", "four"}) {
            rig.give(next, HOUR);
            assertThat(renew(rig.access())).isTrue();
            rig.clock.advance(Duration.ofSeconds(5));
        }
        rig.clock.advance(Duration.ofMinutes(6));
        rig.give("five", HOUR);
        assertThat(renew("four")).isTrue();
        rig.clock.advance(Duration.ofSeconds(1));
        rig.give("six", HOUR);
        assertThat(renew("five")).isTrue();
    }

    @Test
    void aTokenThatMayNotBeRenewedYetStaysInUse() throws Exception {
        rig.give("two", HOUR);
        renew("one");
        assertThat(renew("two")).isFalse();
        assertThat(rig.access()).isEqualTo("two");
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    @Test
    void afterATransientFailureTheRefusedTokenServesOn() throws Exception {
        rig.failForNow("throttled");
        assertThat(renew("one")).isFalse();
        assertThat(rig.access()).isEqualTo("one");
        assertThat(renew("one")).isFalse();
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    @Test
    void afterATerminalFailureTheRefusedTokenIsGone() {
        rig.failTerminally("the user is disabled");
        assertThat(renew("one")).isFalse();
        assertThatThrownBy(rig::access)
                .isInstanceOf(AuthenticationException.class)
                .hasMessage("orders: the user is disabled");
        assertThat(renew("one")).isFalse();
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    private boolean renew(String rejected) {
        return rig.cache.renew(TokenUse.ACCESS, Token.lasting(Secret.of(rejected)));
    }
}
