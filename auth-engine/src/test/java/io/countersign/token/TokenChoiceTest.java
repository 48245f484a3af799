package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.request.AuthenticationException.Kind;
import io.countersign.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Access or ID token, in any header with any prefix; and that the token in use decides, never the other one. */
final class TokenChoiceTest {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration DEAD = Duration.ofSeconds(-1);

    private final CacheRig rig = new CacheRig();

    @Test
    void oneLogInServesAccessAndIdTokensInAnyHeaderWithAnyPrefix() throws Exception {
        give("one", DAY, DAY);
        FakeHop hop = new FakeHop();
        HeaderSigner.of("Authorization", "Bearer ", rig.cache, TokenUse.ACCESS).sign(hop);
        HeaderSigner.of("X-Identity", "", rig.cache, TokenUse.ID).sign(hop);
        HeaderSigner.of("X-Token", "Token=", rig.cache, TokenUse.ID).sign(hop);
        assertThat(hop.header("Authorization")).isEqualTo("Bearer one");
        assertThat(hop.header("X-Identity")).isEqualTo("id-one");
        assertThat(hop.header("X-Token")).isEqualTo("Token=id-one");
        assertThat(rig.source.fetches()).isEqualTo(1);
    }

    @Test
    void aShortIdTokenDoesNotRefreshALongAccessToken() throws Exception {
        give("one", DAY, FIVE_MINUTES);
        for (int minute = 0; minute < 24 * 60 - 5; minute++) {
            assertThat(rig.access()).isEqualTo("one");
            rig.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(rig.source.fetches()).isEqualTo(1);
    }

    @Test
    void aLongIdTokenOutlivesAShortAccessToken() throws Exception {
        give("one", FIVE_MINUTES, DAY);
        assertThat(id()).isEqualTo("id-one");
        rig.clock.advance(DAY.minusMinutes(5).minusMillis(1));
        assertThat(id()).isEqualTo("id-one");
        assertThat(rig.source.fetches()).isEqualTo(1);
    }

    @Test
    void whoAsksForTheStaleOneRefreshesForBoth() throws Exception {
        give("one", DAY, FIVE_MINUTES);
        assertThat(id()).isEqualTo("id-one");
        rig.clock.advance(Duration.ofSeconds(271));
        assertThat(rig.access()).isEqualTo("one");
        assertThat(rig.source.fetches()).isEqualTo(1);
        give("two", DAY, FIVE_MINUTES);
        assertThat(id()).isEqualTo("id-one");
        assertThat(id()).isEqualTo("id-two");
        assertThat(rig.access()).isEqualTo("two");
        assertThat(rig.source.fetches()).isEqualTo(2);
    }

    @Test
    void anExpiredTokenOfTheOtherKindIsReplacedOnlyWhenSomebodyAsksForIt() throws Exception {
        give("one", DAY, FIVE_MINUTES);
        rig.access();
        rig.clock.advance(Duration.ofHours(5));
        assertThat(rig.access()).isEqualTo("one");
        give("two", DAY, FIVE_MINUTES);
        assertThat(id()).isEqualTo("id-two");
    }

    @Test
    void anIdTokenThatComesExpiredDoesNotMakeTheAccessTokenUseless() throws Exception {
        give("one", DAY, DEAD);
        assertThat(rig.access()).isEqualTo("one");
        assertThat(rig.log.lines()).isEmpty();
    }

    @Test
    void anAccessTokenThatComesExpiredDoesNotMakeTheIdTokenUseless() throws Exception {
        give("one", DEAD, DAY);
        assertThat(id()).isEqualTo("id-one");
        assertThat(rig.log.lines()).isEmpty();
    }

    /** Whoever waits for a fetch that was started for the other kind is not given what has ended. */
    @Test
    @Timeout(20)
    void anExpiredTokenIsNotGivenToWhoWaitedForTheOtherKind() throws Exception {
        rig.holdBackground().cache.warmUp();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread waiting = new Thread(() -> failures.add(catchThrowable(this::id)));
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        give("one", DAY, DEAD);
        rig.runBackground();
        waiting.join();
        assertThat(rig.access()).isEqualTo("one");
        assertThat(failures).singleElement().asString().contains("orders: the token that came has expired already");
        assertThat(rig.source.fetches()).isEqualTo(1);
    }

    @Test
    void theKindThatComesExpiredFailsWithPausesAndTheOtherIsUsedMeanwhile() throws Exception {
        give("one", DAY, DEAD);
        assertThatThrownBy(this::id).hasMessageStartingWith("orders: the token that came has expired already");
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(this::id).isInstanceOf(AuthenticationException.class);
            assertThat(rig.access()).isEqualTo("one");
        }
        assertThat(rig.source.fetches()).isEqualTo(1);
        rig.clock.advance(Duration.ofSeconds(1));
        give("two", DAY, DAY);
        assertThat(id()).isEqualTo("id-two");
    }

    /** Where refresh tokens rotate, the one before is worth nothing any more. */
    @Test
    void tokensThatComeExpiredAreStillWhatTheNextOnesAreRefreshedBy() throws Exception {
        give("one", DEAD, DEAD);
        assertThatThrownBy(rig::access).hasMessageContaining("has expired already");
        rig.clock.advance(Duration.ofSeconds(1));
        give("two", DAY, DAY);
        assertThat(rig.access()).isEqualTo("two");
        assertThat(rig.source.previous()).containsExactly("none", "one");
    }

    @Test
    void anIdTokenThatNobodyGivesIsATerminalErrorWithARemedy() {
        rig.give("one", DAY);
        List<Throwable> failures = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            failures.add(catchThrowable(this::id));
        }
        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOfSatisfying(
                                AuthenticationException.class,
                                e -> assertThat(e.kind()).isEqualTo(Kind.TERMINAL))
                        .hasMessageStartingWith("orders: the queue gives no ID token; use token = access"));
        assertThat(rig.source.fetches()).isEqualTo(1);
    }

    private String id() throws AuthenticationException {
        return rig.cache.current(TokenUse.ID).value().reveal();
    }

    private void give(String access, Duration accessLifetime, Duration idLifetime) {
        rig.source.answer(ignored -> TestTokens.set(access, rig.clock.instant(), accessLifetime)
                .withId(Token.expiring(
                        Secret.of("id-" + access),
                        rig.clock.instant(),
                        rig.clock.instant().plus(idLifetime))));
    }
}
