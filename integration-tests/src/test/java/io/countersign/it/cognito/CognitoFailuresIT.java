package io.countersign.it.cognito;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.countersign.it.cognito.Site.ANSWER;
import static io.countersign.it.cognito.Site.LOG_IN;
import static io.countersign.it.cognito.Site.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

/** No tokens can be had: who has some keeps them, who has none is told why in time, the log once, and others notice nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CognitoFailuresIT {

    private static final String WRONG = RunLogs.ledger().record("Wrong password 4!");

    /** For who is never answered; for the others a long one, since the machine may be busy. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Sites sites = new Sites();
    private final ApiServer foreign = ApiServer.requiring(Requirement.none());

    private final List<Outage> outages = List.of(
            outage("hang", Reply.Failure.HANG, "time(d )?out", SHORT),
            outage("trickle", Reply.Failure.TRICKLE, "time(d )?out", SHORT),
            outage("reset", Reply.Failure.RESET, "127.0.0.1", LONG),
            outage("close", Reply.Failure.CLOSE, "127.0.0.1", LONG),
            outage("garbage", Reply.Failure.GARBAGE, "127.0.0.1", LONG),
            outage("empty", Reply.of(200, ""), "the answer is empty", LONG),
            outage("broken", CognitoServer.error(500, "InternalErrorException", "Down"), ": Down;", LONG),
            outage("throttled", CognitoServer.error(400, "TooManyRequestsException", "Slow"), ": Slow;", LONG));

    private final Site unreachable = sites.add(Site.of("unreachable"));
    private final Site wrong = sites.add(Site.of("wrong").with("password", WRONG));
    private final List<Site> skewed = List.of(
            sites.add(skewed("behind", Duration.ofMinutes(10))), sites.add(skewed("ahead", Duration.ofMinutes(-10))));

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    /**
     * A way to fail.
     *
     * @param cause a pattern that its message holds
     * @param cold fails so from the start
     * @param live fails so after its log-in
     */
    record Outage(Reply reply, String cause, Duration timeout, Site cold, Site live) {

        @Override
        public String toString() {
            return cold.name();
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        outages.forEach(outage -> outage.cold.cognito.faults().always(outage.reply));
        unreachable.cognito.close();
        app = sites.start(folder);
    }

    @AfterAll
    void eachFailureWasSaidOnce() {
        try (sites;
                foreign;
                AppUnderTest running = app) {
            List<String> errors = running.endAndGetErrors();
            for (Outage outage : outages) {
                assertThat(about(outage.cold, errors))
                        .as("a line for each attempt of %s, not for each request", outage)
                        .hasSizeBetween(1, (int) outage.cold.cognito.calls(LOG_IN));
            }
            assertThat(about(wrong, errors))
                    .hasSize(1)
                    .allMatch(line -> line.contains("Incorrect username or password"));
            assertThat(errors)
                    .filteredOn(line -> line.contains("warning: this host's clock is"))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource("outages")
    void whoHasNoTokenIsToldWhyWithinTheTimeout(Outage outage) {
        long before = outage.cold.cognito.calls(LOG_IN);
        assertFails(outage.cold, outage.cause, outage.timeout);
        assertThat(outage.cold.cognito.calls()).containsOnly(LOG_IN);
        assertThat(outage.cold.cognito.calls(LOG_IN)).isBetween(1L, before + 1);
    }

    @Test
    void aPlaceThatCannotBeReachedIsNamed() {
        assertFails(unreachable, unreachable.cognito.endpoint().getAuthority(), LONG);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void whoHasALiveTokenKeepsItThroughTheOutage(Outage outage) {
        Site site = outage.live;
        site.awaitLetIn(app);
        site.cognito.forget();
        site.cognito.faults().always(outage.reply);
        site.api.rejectNext(1);
        assertThat(site.send(app).status()).isEqualTo("401"); // the API's own answer, since there is no other token
        for (int i = 0; i < 3; i++) {
            site.assertLetsIn(app);
        }
        assertThat(site.cognito.calls()).containsExactly(REFRESH);
    }

    List<Outage> outages() {
        return outages;
    }

    @Test
    void aWrongPasswordIsTriedOnceHoweverManyRequestsThereAre() {
        List<Outcome> seen = app.sendMany(50, 8, "GET", wrong.api.at("/echo")).outcomes();
        assertThat(Set.copyOf(seen)).hasSize(1);
        assertFails(wrong, "Incorrect username or password", LONG);
        assertThat(wrong.cognito.calls()).containsExactly(LOG_IN, ANSWER);
        assertThat(wrong.cognito.account(Site.USER).wrongPasswords()).isOne();
    }

    @ParameterizedTest
    @MethodSource("skewed")
    void aClockThatIsTenMinutesOffIsLearnedBeforeThePasswordIsProved(Site site) {
        site.assertLetsIn(app);
        site.assertRenews(app);
        assertThat(site.cognito.calls()).containsExactly(LOG_IN, ANSWER, REFRESH);
        assertThat(site.cognito.account(Site.USER).wrongPasswords()).isZero();
    }

    List<Site> skewed() {
        return skewed;
    }

    @Test
    void aThousandRequestsAtAColdStartMakeOneLogIn(@TempDir Path folder) throws IOException {
        try (HeldSrp held = new HeldSrp();
                Site site = Site.over("crowded", held.server());
                AppUnderTest crowded = Sites.of(site).start(folder)) {
            AppUnderTest.Crowd crowd = crowded.sendMany(1000, 1000, "GET", site.api.at("/echo"));
            held.release();
            assertThat(crowd.outcomes()).hasSize(1000).containsOnly(Outcome.answer(200, new byte[0]));
            assertThat(site.cognito.calls()).containsExactly(LOG_IN, ANSWER);
            assertThat(crowded.endAndGetErrors()).isEmpty();
        }
    }

    /** Two requests fail alike, each in time, and what has nothing to do with the identity works. */
    private void assertFails(Site site, String cause, Duration timeout) {
        for (int i = 0; i < 2; i++) {
            Instant asked = Clock.systemUTC().instant();
            Outcome seen = site.send(app);
            assertThat(Duration.between(asked, Clock.systemUTC().instant())).isLessThan(timeout.multipliedBy(2));
            assertThat(seen.status()).isEqualTo("java.io.IOException");
            assertThat(seen.message())
                    .startsWith("Countersign: " + site.name() + ": ")
                    .containsPattern(cause);
        }
        assertThat(site.api.received()).isEmpty();
        assertThat(app.send("GET", foreign.at("/echo")).status()).isEqualTo("200");
    }

    private Outage outage(String name, Reply reply, String cause, Duration timeout) {
        Site cold = sites.add(Site.of("cold-" + name).with("timeout", timeout.toMillis() + "ms"));
        Site live = sites.add(Site.of("live-" + name).with("timeout", timeout.toMillis() + "ms"));
        return new Outage(reply, cause, timeout, cold, live);
    }

    private static Site skewed(String name, Duration by) {
        Clock clock = Clock.offset(Clock.systemUTC(), by);
        return Site.of(name, clock, pool -> pool.user(Site.user()).client(Site.CLIENT))
                .with("verify-tokens", "true");
    }

    private static List<String> about(Site site, List<String> errors) {
        return errors.stream()
                .filter(line -> line.contains(" " + site.name() + ": "))
                .toList();
    }
}
