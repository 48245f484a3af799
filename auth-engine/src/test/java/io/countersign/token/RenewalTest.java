package io.countersign.token;

import io.countersign.secret.Secret;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

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
        int periods = 12;
        assertThat(rig.source.fetches()).isEqualTo(1 + periods * RefreshPolicy.RENEWALS);
    }

    @Test
    void refusalsAreServedAtOnceAgainInTheNextPeriod() throws Exception {
        renewAsOftenAsIsFree();
        assertThat(renew(rig.access())).isFalse();
        rig.clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(renew(rig.access())).isFalse();
        rig.clock.advance(Duration.ofMillis(1));
        renewAsOftenAsIsFree();
    }

    @Test
    void severalApisMayRefuseTheTokenOneAfterTheOther() throws Exception {
        assertThat(renewed("two")).isTrue();
        assertThat(renewed("three")).isTrue();
        assertThat(rig.access()).isEqualTo("three");
    }

    @Test
    void aTokenThatMayNotBeRenewedYetStaysInUse() throws Exception {
        renewAsOftenAsIsFree();
        String last = rig.access();
        int fetches = rig.source.fetches();
        assertThat(renewed("too many")).isFalse();
        assertThat(rig.access()).isEqualTo(last);
        assertThat(rig.source.fetches()).isEqualTo(fetches);
    }

    private void renewAsOftenAsIsFree() throws Exception {
        for (int i = 1; i <= RefreshPolicy.RENEWALS; i++) {
            assertThat(renewed("free-" + i)).isTrue();
        }
    }

    private boolean renewed(String next) throws Exception {
        rig.give(next, HOUR);
        return renew(rig.access());
    }

    @Test
    void afterATransientFailureTheRefusedTokenServesOn() throws Exception {
        rig.failForNow("throttled");
        assertThat(renew("one")).isFalse();
        assertThat(rig.access()).isEqualTo("one");
        assertThat(renew("one")).isFalse();
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    /** The other servers may still take it, and this one's answer is better than none. */
    @Test
    void afterATerminalFailureTheRefusedTokenServesOnWhileItLives() throws Exception {
        rig.failTerminally("the user is disabled");
        assertThat(renew("one")).isFalse();
        assertThat(rig.access()).isEqualTo("one");
        assertThat(renew("one")).isFalse();
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    @Test
    @Timeout(15) // less than a caller would wait
    void aRefusedIdTokenTakesTheAccessTokenFromNobody() throws Exception {
        rig.source.give(TestTokens.lasting("access").withId(Token.lasting(Secret.of("id"))));
        rig.clock.advance(HOUR);
        assertThat(rig.access()).isEqualTo("access");
        rig.holdBackground();
        Thread.currentThread().interrupt(); // so that the renewal does not wait
        assertThat(rig.cache.renew(TokenUse.ID, Token.lasting(Secret.of("id")))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(rig.background()).isEqualTo(1);
        assertThat(rig.access()).isEqualTo("access");
    }

    @Test
    void whoWaitsInVainForTheNextTokenGetsTheRefusedOneThatLives() throws Exception {
        rig.holdBackground();
        Thread.currentThread().interrupt();
        assertThat(renew("one")).isFalse();
        assertThat(rig.access()).isEqualTo("one");
        assertThat(Thread.interrupted()).isTrue();
    }

    private boolean renew(String rejected) {
        return rig.cache.renew(TokenUse.ACCESS, Token.lasting(Secret.of(rejected)));
    }
}
