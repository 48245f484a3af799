package io.countersign.store;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.MutableClock;
import io.countersign.token.RecordingLogger;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenUse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** JVMs that share tokens: one of them fetches, and whatever the store does, all have some. */
final class StoredTokensTest {

    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final MutableClock storeClock = new MutableClock(NOW);
    private final MutableClock clock = new MutableClock(NOW.plus(Duration.ofHours(7)));
    private final FakeStore store = new FakeStore(storeClock);
    private final Family family = new Family(clock);
    private final RecordingLogger log = new RecordingLogger();
    private final List<Duration> pauses = new ArrayList<>();
    private @Nullable Runnable duringPause;
    private final StoredTokens one = jvm("orders", "s3cret");
    private final StoredTokens another = jvm("orders", "s3cret");

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

        assertThat(access(jvm("billing", "s3cret").fetch(null))).isEqualTo("access-2");
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
        assertThat(access(jvm("orders", "s3cret").fetch(null))).isEqualTo("access-2");

        assertThat(family.fetches).containsExactly("log-in", "refresh");
    }

    @Test
    void whoFindsTheLockTakenWaitsForTheOutcome() throws AuthenticationException {
        store.lockForEver();
        duringPause = () -> {
            store.unlock();
            quietly(() -> another.fetch(null));
        };

        assertThat(access(one.fetch(null))).isEqualTo("access-1");

        assertThat(family.fetches).containsExactly("log-in");
        assertThat(pauses).hasSize(1);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void whoHasWaitedLongEnoughGoesAlone() throws AuthenticationException {
        store.lockForEver();

        assertThat(access(one.fetch(null))).isEqualTo("access-1");

        Duration waited = pauses.stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(waited).isBetween(TIMEOUT.dividedBy(2), TIMEOUT.dividedBy(2).plusMillis(200));
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
        jvm("orders", "s3cret").fetch(null);
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
    @ValueSource(strings = {"garbage", "{", "{}", "[]", "{\"version\":\"2\"}", "{\"version\":\"1\",\"at\":1,\"access\":\"x\"}"})
    void whatCannotBeReadIsReplaced(String garbage) throws AuthenticationException {
        one.fetch(null);
        store.entries.replaceAll((name, content) -> garbage.getBytes(StandardCharsets.UTF_8));

        assertThat(access(another.fetch(null))).isEqualTo("access-2");
        assertThat(access(jvm("orders", "s3cret").fetch(null))).isEqualTo("access-2");

        assertThat(log.lines())
                .containsExactly("WARN the fake store holds an entry that is damaged, and is replaced (tokens are fetched"
                        + " without it where need be)");
    }

    @Test
    void oneWrongPasswordIsTriedOnceForAllWhoWait() {
        family.failWith(AuthenticationException.terminal("the password is wrong", null));
        store.lockForEver();
        duringPause = () -> {
            store.unlock();
            quietly(() -> another.fetch(null));
        };

        AuthenticationException failure =
                catchThrowableOfType(AuthenticationException.class, () -> one.fetch(null));

        assertThat(failure).hasMessage("the password is wrong (said to another JVM, which shares the token store)");
        assertThat(failure.kind()).isEqualTo(AuthenticationException.Kind.TERMINAL);
        assertThat(family.fetches).containsExactly("log-in");
    }

    @Test
    void whoComesLaterOrWithAnotherPasswordTriesForItself() {
        family.failWith(AuthenticationException.terminal("the password is wrong", null));
        quietly(() -> another.fetch(null));
        storeClock.advance(Duration.ofSeconds(1));
        quietly(() -> one.fetch(null));
        StoredTokens corrected = jvm("orders", "another s3cret");
        storeClock.advance(Duration.ofSeconds(1));
        store.lockForEver();
        duringPause = () -> {
            store.unlock();
            quietly(() -> another.fetch(null));
        };
        quietly(() -> corrected.fetch(null));

        assertThat(family.fetches).hasSize(4);
    }

    @Test
    void aFailureLeavesTheTokensThatThereAre() throws AuthenticationException {
        TokenSet first = one.fetch(null);
        family.failWith(AuthenticationException.transientFailure("throttled", null));
        quietly(() -> one.fetch(first));
        family.failWith(null);

        assertThat(access(another.fetch(null))).isEqualTo("access-1");
    }

    @Test
    void aClockThatWasSetBackMakesTokensOld() throws AuthenticationException {
        one.fetch(null);
        storeClock.advance(Duration.ofMinutes(-10));

        assertThat(access(another.fetch(null))).isEqualTo("access-2");
    }

    private StoredTokens jvm(String account, String secret) {
        Delay delay = time -> {
            pauses.add(time);
            clock.advance(time);
            Runnable happening = duringPause;
            duringPause = null;
            if (happening != null) {
                happening.run();
            }
        };
        Sharing.World world = Sharing.World.of(clock, delay, new SecureRandom(), trouble());
        return StoredTokens.of(family, store, Sharing.of(account, Secret.of(secret), TIMEOUT, world));
    }

    private @Nullable StoreTrouble said;

    private StoreTrouble trouble() {
        if (said == null) {
            said = new StoreTrouble(log);
        }
        return said;
    }

    private static String access(TokenSet tokens) {
        return tokens.access().value().reveal();
    }

    private static void quietly(Fetch fetch) {
        try {
            fetch.run();
        } catch (AuthenticationException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    /** May fail. */
    private interface Fetch {
        void run() throws AuthenticationException;
    }
}
