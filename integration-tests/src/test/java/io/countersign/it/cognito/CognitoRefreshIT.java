package io.countersign.it.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.MutableClock;
import io.countersign.counterpart.PoolUser;
import io.countersign.it.harness.AppUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static io.countersign.it.cognito.Site.ANSWER;
import static io.countersign.it.cognito.Site.LOG_IN;
import static io.countersign.it.cognito.Site.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

/** New tokens without a log-in, and one log-in when the refresh token is no good any more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CognitoRefreshIT {

    private static final Duration SHORT = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Clock clock = Clock.systemUTC();
    private final Sites sites = new Sites();

    /** Its clock stands still, so that it is the agent alone which finds that a token is old. */
    private final Site aging = sites.add(Site.of(
            "aging",
            new MutableClock(clock.instant()),
            pool -> pool.user(Site.user()).client(Site.CLIENT).tokenLifetime(SHORT)));

    private final Site rotating = sites.add(Site.of(
            "rotating", pool -> pool.user(Site.user()).client(Site.CLIENT).rotatingRefreshTokens()));
    private final Site revoked = sites.add(Site.of("revoked"));
    private final Site reused = sites.add(Site.of("reused"));
    private final Site expired = sites.add(Site.of(
            "expired", pool -> pool.user(Site.user()).client(Site.CLIENT).refreshTokenLifetime(Duration.ZERO)));
    private final Site older = sites.add(
            Site.of("older", pool -> pool.user(Site.user()).client(Site.CLIENT).withoutGetTokensFromRefreshToken()));
    private final Site disabled = sites.add(Site.of("disabled"));

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        app = sites.start(folder);
    }

    @AfterAll
    void stop() {
        app.close();
        sites.close();
    }

    @Test
    void anAgingTokenIsReplacedBeforeItsEndWhileRequestsGoOn() {
        aging.awaitLetIn(app); // its first token may have come, and aged, when the application started
        Instant limit = clock.instant().plus(PATIENCE);
        while (tokensThatArrived() < 2 && clock.instant().isBefore(limit)) {
            aging.assertLetsIn(app);
        }
        assertThat(tokensThatArrived()).isGreaterThanOrEqualTo(2);
        List<String> calls = aging.cognito.calls();
        assertThat(calls.subList(calls.lastIndexOf(ANSWER) + 1, calls.size()))
                .isNotEmpty()
                .containsOnly(REFRESH);
    }

    @Test
    void aRotatingRefreshTokenIsGoodForOneUseAndReplacedByEach() {
        rotating.assertLetsIn(app);
        for (int i = 0; i < 3; i++) {
            rotating.assertRenews(app);
        }
        assertThat(rotating.cognito.calls()).containsExactly(LOG_IN, ANSWER, REFRESH, REFRESH, REFRESH);
        assertThat(rotating.cognito.inputs(REFRESH).stream().map(CognitoRefreshIT::refreshToken))
                .doesNotHaveDuplicates();
    }

    @Test
    void aRevokedRefreshTokenLeadsToOneLogIn() {
        revoked.assertLetsIn(app);
        revoked.cognito.revokeRefreshTokens();
        assertOneLogInInsteadOfARefresh(revoked);
    }

    @Test
    void aRefreshTokenThatSomebodyElseHasUsedLeadsToOneLogIn() {
        reused.assertLetsIn(app);
        reused.cognito
                .faults(REFRESH)
                .next(1, CognitoServer.error(400, "RefreshTokenReuseException", "Refresh token has been used already"));
        assertOneLogInInsteadOfARefresh(reused);
    }

    @Test
    void anExpiredRefreshTokenLeadsToOneLogIn() {
        expired.assertLetsIn(app);
        assertOneLogInInsteadOfARefresh(expired);
    }

    @Test
    void whereTheOperationIsUnknownTheOlderOneRefreshes() {
        older.assertLetsIn(app);
        older.assertRenews(app);
        assertThat(older.cognito.calls()).containsExactly(LOG_IN, ANSWER, REFRESH, LOG_IN);
        assertThat(older.cognito.lastInput(LOG_IN).path("AuthFlow").asText()).isEqualTo("REFRESH_TOKEN_AUTH");
    }

    /** The application gets the API's own answers: nothing that the agent could say tells it more. */
    @Test
    void aUserThatWasShutOutIsFoundOutOnce() {
        disabled.assertLetsIn(app);
        disabled.cognito.account(Site.USER).changeStatus(PoolUser.Status.DISABLED);
        disabled.api.rejectAlways();
        for (int i = 0; i < 10; i++) {
            assertThat(disabled.send(app).status()).isEqualTo("401");
        }
        assertThat(disabled.cognito.calls()).containsExactly(LOG_IN, ANSWER, REFRESH, LOG_IN, ANSWER);
    }

    private void assertOneLogInInsteadOfARefresh(Site site) {
        site.assertRenews(app);
        site.assertLetsIn(app);
        assertThat(site.cognito.calls()).containsExactly(LOG_IN, ANSWER, REFRESH, LOG_IN, ANSWER);
    }

    private long tokensThatArrived() {
        return aging.api.received().stream()
                .map(request -> request.values("Authorization"))
                .distinct()
                .count();
    }

    private static String refreshToken(JsonNode input) {
        return input.path("RefreshToken").asText();
    }
}
