package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.request.AuthenticationException.Kind;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Freshness, and what happens when no token can be had. */
final class CachedTokensTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final CacheRig rig = new CacheRig();

    @Test
    void aFreshTokenIsReturnedWithoutAnotherFetch() throws Exception {
        rig.give("one", HOUR);
        assertThat(rig.access()).isEqualTo("one");
        rig.clock.advance(Duration.ofMinutes(54));
        assertThat(rig.access()).isEqualTo("one");
        assertThat(rig.source.fetches()).isEqualTo(1);
    }

    @Test
    void aStaleTokenIsReturnedWhileOneFetchRunsInTheBackground() throws Exception {
        rig.give("one", HOUR);
        rig.access();
        rig.holdBackground().clock.advance(Duration.ofMinutes(55));
        assertThat(rig.access()).isEqualTo("one");
        assertThat(rig.access()).isEqualTo("one");
        assertThat(rig.background()).isEqualTo(1);

        rig.give("two", HOUR);
        rig.runBackground();
        assertThat(rig.access()).isEqualTo("two");
        assertThat(rig.source.previous()).containsExactly("none", "one");
    }

    @Test
    void anExpiredTokenIsNeverReturned() throws Exception {
        rig.give("one", HOUR);
        rig.access();
        rig.clock.advance(HOUR);
        rig.give("two", HOUR);
        assertThat(rig.access()).isEqualTo("two");
    }

    @Test
    void aLastingTokenIsFetchedOnce() throws Exception {
        rig.source.give(TestTokens.lasting("one"));
        rig.access();
        rig.clock.advance(Duration.ofDays(3650));
        assertThat(rig.access()).isEqualTo("one");
    }

    @Test
    void eachFailedAttemptIsLoggedOnceAndNamesTheIdentity() {
        rig.failTerminally("the password is wrong");
        assertThatThrownBy(rig::access).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(rig::access).isInstanceOf(AuthenticationException.class);
        assertThat(rig.log.lines())
                .containsExactly("WARN orders: the password is wrong (next attempt in 900 s at the earliest)");
    }

    @Test
    void aTransientFailureIsTriedAgainAfterPausesThatDouble() {
        int attempts = 0;
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            rig.failForNow("throttled");
            assertThatThrownBy(rig::access).hasMessage("orders: throttled");
            rig.clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThatThrownBy(rig::access).hasMessage("orders: throttled");
            assertThat(rig.source.fetches()).isEqualTo(++attempts);
            rig.clock.advance(Duration.ofMillis(1));
        }
    }

    @Test
    void aSuccessEndsThePauses() throws Exception {
        rig.failForNow("throttled");
        assertThatThrownBy(rig::access).isInstanceOf(AuthenticationException.class);
        rig.clock.advance(Duration.ofSeconds(1));
        rig.give("one", HOUR);
        rig.access();
        rig.clock.advance(HOUR);
        rig.failForNow("throttled");
        assertThatThrownBy(rig::access).isInstanceOf(AuthenticationException.class);
        assertThat(rig.log.lines().get(1)).contains("in 1 s");
    }

    @Test
    void aTokenThatComesExpiredIsAFailureNotALoop() {
        rig.give("one", Duration.ZERO);
        assertThatThrownBy(rig::access).hasMessageStartingWith("orders: the token that came has expired already");
        assertThat(rig.source.fetches()).isEqualTo(1);
    }

    @Test
    void anErrorInTheSourceReachesItsCallerAsTransientAndWithoutItsMessage() {
        rig.source.answer(ignored -> {
            throw new NoClassDefFoundError("s3cret");
        });
        assertThatThrownBy(rig::access)
                .isInstanceOfSatisfying(
                        AuthenticationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TRANSIENT))
                .hasMessage("orders: the queue failed unexpectedly: java.lang.NoClassDefFoundError");
        assertThat(rig.log.lines()).singleElement().asString().doesNotContain("s3cret");
    }

    @Test
    void anExecutorThatRefusesIsATransientFailure() {
        CachedTokens cache = rig.cache(task -> {
            throw new RejectedExecutionException("shut down");
        });
        assertThatThrownBy(() -> cache.current(TokenUse.ACCESS)).hasMessageContaining("no thread to fetch a token in");
        assertThatThrownBy(() -> cache.current(TokenUse.ACCESS)).hasMessageContaining("no thread to fetch a token in");
        assertThat(rig.log.lines()).hasSize(1);
    }

    @Test
    void everyCallerGetsAnExceptionOfItsOwn() {
        rig.failTerminally("the password is wrong");
        Throwable first = failure();
        Throwable second = failure();
        assertThat(second).isNotSameAs(first).hasCause(first.getCause());
    }

    @Test
    void warmUpStartsOneFetchAndNoMore() throws Exception {
        rig.holdBackground();
        rig.cache.warmUp();
        rig.cache.warmUp();
        assertThat(rig.background()).isEqualTo(1);
        rig.give("one", HOUR);
        rig.runBackground();
        rig.cache.warmUp();
        assertThat(rig.background()).isZero();
        assertThat(rig.access()).isEqualTo("one");
    }

    @Test
    void warmUpDoesNotThrowWhatItMeets() {
        rig.failTerminally("the password is wrong");
        rig.cache.warmUp();
        assertThatThrownBy(rig::access).hasMessage("orders: the password is wrong");
        assertThat(rig.source.fetches()).isEqualTo(1);
    }

    private Throwable failure() {
        return org.assertj.core.api.Assertions.catchThrowable(rig::access);
    }
}
