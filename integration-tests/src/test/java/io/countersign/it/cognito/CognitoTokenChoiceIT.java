package io.countersign.it.cognito;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.MutableClock;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.TokenIssuer;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.countersign.it.cognito.Site.LOG_IN;
import static io.countersign.it.cognito.Site.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

/** Each rule chooses its token, header and prefix; one log-in serves them all, and the token in use decides when to refresh. */
final class CognitoTokenChoiceIT {

    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final String HEADER = "X-Id-Token";
    private static final String PREFIX = "Token ";

    private final Clock clock = Clock.systemUTC();

    /** The pool's clock stands still, so that it is the agent alone which finds that a token is old. */
    private final Site site = Site.of(
            "both",
            new MutableClock(clock.instant()),
            pool -> pool.user(Site.user()).client(Site.CLIENT).tokenLifetimes(Duration.ofHours(1), SHORT));

    private final ApiServer byId = ApiServer.requiring(idTokenIn(site.cognito.issuer()));

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        RulesFile rules = new RulesFile();
        site.describe(rules);
        rules.rule("by-id", Site.authority(byId), site.name())
                .with("token", "id")
                .with("header", HEADER)
                .with("prefix", PREFIX.strip());
        app = Sites.app(rules.write(folder)).start();
    }

    @AfterEach
    void stop() {
        app.close();
        byId.close();
        site.close();
    }

    @Test
    void twoRulesShareOneLogIn() {
        site.awaitLetIn(app);
        site.cognito.forget();
        assertByIdLetsIn();
        site.assertLetsIn(app);
        assertThat(site.cognito.calls(LOG_IN)).isZero();
    }

    @Test
    void theTokenInUseDecidesWhenToRefresh() {
        site.awaitLetIn(app);
        site.cognito.forget();
        Instant idTokenIsOver = clock.instant().plus(SHORT);
        while (clock.instant().isBefore(idTokenIsOver)) {
            site.assertLetsIn(app);
        }
        assertThat(site.cognito.calls()).isEmpty();
        assertByIdLetsIn();
        assertThat(site.cognito.calls()).containsExactly(REFRESH);
    }

    private void assertByIdLetsIn() {
        Outcome seen = app.send("GET", byId.at("/echo"));
        assertThat(byId.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, new byte[0]));
    }

    private static Requirement idTokenIn(TokenIssuer issuer) {
        return request -> {
            List<String> values = request.values(HEADER);
            if (values.size() != 1 || !values.get(0).startsWith(PREFIX)) {
                return Optional.of(
                        values.size() + " headers " + HEADER + "; one with '" + PREFIX + "<token>' is wanted");
            }
            return request.header("Authorization").isPresent()
                    ? Optional.of("a header Authorization that no rule asks for")
                    : issuer.refusal(values.get(0).substring(PREFIX.length()), "id", Site.CLIENT);
        };
    }
}
