package io.countersign.store;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.MutableClock;
import io.countersign.token.RecordingLogger;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenUse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.countersign.store.Fleet.access;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** JVMs that share tokens: one of them fetches, and whatever the store does, all have some. */
final class StoredTokensTest {

    private final Fleet fleet = new Fleet();
    private final MutableClock storeClock = fleet.storeClock;
    private final MutableClock clock = fleet.clock;
    private final FakeStore store = fleet.store;
    private final Family family = fleet.family;
    private final RecordingLogger log = fleet.log;
    private final StoredTokens one = fleet.jvm();
    private final StoredTokens another = fleet.jvm();

    @Test
    void oneLogsInAndTheOthersReadItsTokens() throws AuthenticationException {
        TokenSet first = one.fetch(null);
        TokenSet second = another.fetch(null);

        assertThat(access(second)).isEqualTo(access(first)).isEqualTo("access-1");
        assertThat(requireNonNull(second.get(TokenUse.ID)).value().reveal()).isEqualTo("id-1");
        assertThat(second.refreshToken()).isEqualTo(Secret.of("refresh-1"));
        assertThat(second.account()).isEqualTo("orders");
        assertThat(family.fetches).containsExactly("log-in");
        assertThat(store.isLocked()).isFalse();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void whatIsLeftOfALifetimeIsCountedOnTheStoresClock() throws AuthenticationException {
        one.fetch(null);
        storeClock.advance(Duration.ofMinutes(20));
        clock.advance(Duration.ofDays(3)); // this machine's clock was set

        TokenSet read = another.fetch(null);

        assertThat(Duration.between(read.access().issuedAt(), read.access().expiresAt()))
                .isEqualTo(Family.LIFETIME.minusMinutes(20));
    }

    @Test
    void anotherAccountNeverGetsThem() throws AuthenticationException {
        one.fetch(null);

        assertThat(access(fleet.jvm("billing", "s3cret").fetch(null))).isEqualTo("access-2");
        assertThat(store.entries).hasSize(2);
        assertThat(store.entries.keySet()).noneMatch(name -> name.contains("orders") || name.contains("billing"));
    }

    @Test
    void tokensThatAreGettingOldAreRefreshedOnceForAll() throws AuthenticationException {
        TokenSet first = one.fetch(null);
        another.fetch(null);
        storeClock.advance(Duration.ofMinutes(56));

        assertThat(access(another.fetch(first))).isEqualTo("access-2");
        assertThat(access(one.fetch(first))).isEqualTo("access-2");

        assertThat(family.fetches).containsExactly("log-in", "refresh");
    }

    @Test
    void aTokenThatWasRefusedIsReplacedAndNotReadBack() throws AuthenticationException {
        TokenSet refused = one.fetch(null);
        TokenSet alsoRefused = another.fetch(null);

        assertThat(access(one.fetch(refused))).isEqualTo("access-2");
        assertThat(access(another.fetch(alsoRefused))).isEqualTo("access-2");
        assertThat(access(fleet.jvm().fetch(null))).isEqualTo("access-2");

        assertThat(family.fetches).containsExactly("log-in", "refresh");
    }

    @Test
    void whoFindsTheLockTakenWaitsForTheOutcome() throws AuthenticationException {
        fleet.lockUntilWaitedFor(() -> Fleet.fetch(another));

        assertThat(access(one.fetch(null))).isEqualTo("access-1");

        assertThat(family.fetches).containsExactly("log-in");
        assertThat(fleet.pauses).hasSize(1);
        assertThat(fleet.pauses.get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void whoHasWaitedLongEnoughGoesAlone() throws AuthenticationException {
        store.lockForEver();

        assertThat(access(one.fetch(null))).isEqualTo("access-1");

        Duration waited = fleet.pauses.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(waited)
                .isBetween(
                        Fleet.TIMEOUT.dividedBy(2), Fleet.TIMEOUT.dividedBy(2).plusMillis(200));
        assertThat(store.entries).isEmpty();
    }

    @Test
    void whoHasWaitedLongEnoughIsContentWithNewsThatStillLive() throws AuthenticationException {
        one.fetch(null);
        storeClock.advance(Duration.ofMinutes(58));
        store.lockForEver();

        TokenSet read = another.fetch(null);

        assertThat(access(read)).isEqualTo("access-1");
        assertThat(family.fetches).containsExactly("log-in");
    }

    @Test
    void whoGoesAloneNeverUsesARefreshTokenThatOthersHave() throws AuthenticationException {
        TokenSet shared = one.fetch(null);
        store.breakDown("is gone");
        TokenSet own = one.fetch(shared);
        one.fetch(own);
        store.mend();
        another.fetch(shared);

        assertThat(family.fetches).containsExactly("log-in", "log-in", "refresh", "refresh");
    }

    @Test
    void aStoreThatIsDownIsSaidOnceAndAgainWhenItWasMendedInBetween() throws AuthenticationException {
        store.breakDown("cannot be reached; check it");
        TokenSet tokens = one.fetch(null);
        one.fetch(tokens);
        another.fetch(null);
        assertThat(log.lines())
                .containsExactly("WARN the fake store cannot be reached; check it (tokens are fetched without it where"
                        + " need be)");
        store.mend();
        fleet.jvm().fetch(null);
        store.breakDown("cannot be reached; check it");

        one.fetch(tokens);

        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void aStoreThatIsFullKeepsNobodyFromTokens() throws AuthenticationException {
        store.fillUp();

        TokenSet tokens = one.fetch(null);
        one.fetch(tokens);

        assertThat(family.fetches).containsExactly("log-in", "refresh");
        assertThat(store.isLocked()).isFalse();
        assertThat(log.lines()).hasSize(1).first().asString().contains("is full");
    }

    @Test
    void aStoreThatBreaksDownDuringTheLogInKeepsNobodyFromTokens() throws AuthenticationException {
        family.duringNextFetch(() -> store.breakDown("is gone"));

        assertThat(access(one.fetch(null))).isEqualTo("access-1");

        assertThat(family.fetches).containsExactly("log-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "{",
                "{}",
                "[]",
                "{\"version\":\"2\"}",
                "{\"version\":\"1\",\"at\":1,\"access\":\"x\"}"
            })
    void whatCannotBeReadIsReplaced(String garbage) throws AuthenticationException {
        one.fetch(null);
        store.entries.replaceAll((name, content) -> garbage.getBytes(StandardCharsets.UTF_8));

        assertThat(access(another.fetch(null))).isEqualTo("access-2");
        assertThat(access(fleet.jvm().fetch(null))).isEqualTo("access-2");

        assertThat(log.lines())
                .containsExactly(
                        "WARN the fake store holds an entry that is damaged, and is replaced (tokens are fetched"
                                + " without it where need be)");
    }

    @Test
    void aClockThatWasSetBackMakesTokensOld() throws AuthenticationException {
        one.fetch(null);
        storeClock.advance(Duration.ofMinutes(-10));

        assertThat(access(another.fetch(null))).isEqualTo("access-2");
    }
}
