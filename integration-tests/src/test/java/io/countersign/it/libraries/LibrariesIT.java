package io.countersign.it.libraries;

import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A program that uses one library in one version, in a JVM with the agent and in one without it. By default a few libraries
 * on the JDK that runs the build; with the system property {@code countersign.matrix=all} all of them, on the oldest and on
 * the newest JDK that can run them.
 */
@ParameterizedClass
@MethodSource("io.countersign.it.libraries.Libraries#authenticated")
@ExtendWith(ResultsOfLibraries.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LibrariesIT {

    /** Bytes that are no text in any encoding. */
    private static final byte[] BODY = {'{', '"', 0, (byte) 0xff, '\r', '\n', (byte) 0xc3, '"', '}'};

    private static final byte[] NONE = {};

    @Parameter
    @SuppressWarnings("NullAway.Init")
    Combination combination;

    @SuppressWarnings("NullAway.Init")
    private Site site;

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest appWithoutAgent;

    @BeforeParameterizedClassInvocation
    void start() throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "libraries-");
        site = new Site();
        appWithoutAgent =
                Programs.with(combination.application(), combination.jdk()).start();
        app = Programs.with(combination.application(), combination.jdk())
                .agent(site.writeRules(folder))
                .start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        List<String> said = app.endAndGetErrors();
        app.close();
        appWithoutAgent.close();
        site.close();
        boolean refuses = combination.application().has(Limit.BODY_AFTER_HEAD);
        assertThat(said).noneMatch(line -> line.startsWith("Countersign") && !refuses);
    }

    @BeforeEach
    void reset() {
        site.reset();
    }

    /** The client that the row names is woven; HttpURLConnection is what the agent itself uses, too. */
    @Test
    void itStandsOnTheClientThatIsNamed() {
        app.send("GET", at(site.keyed));
        List<String> woven = app.goodNews().stream()
                .filter(line -> line.contains(" is woven"))
                .map(line -> line.substring("Countersign: ".length()))
                .filter(line -> !line.startsWith("Apache HttpCore"))
                .toList();
        String name = combination.application().name();
        String client = name.substring(name.indexOf(", ") + 2);
        if (client.equals("HttpURLConnection")) {
            assertThat(woven).allMatch(line -> line.startsWith(client));
        } else {
            assertThat(woven).anyMatch(line -> line.startsWith(client));
        }
    }

    @Test
    void withoutTheAgentNothingIsAuthorized() {
        for (Api api : List.of(site.keyed, site.token, site.signed)) {
            assertThat(appWithoutAgent.send("GET", at(api)).status()).isNotEqualTo("200");
            assertThat(api.refusals()).isNotEmpty();
        }
    }

    @Test
    void whereNoRuleReachesTheProgramSeesTheSame() {
        assertThat(app.send("POST", at(site.open), BODY))
                .isEqualTo(appWithoutAgent.send("POST", at(site.open), BODY))
                .isEqualTo(Outcome.answer(200, BODY));
    }

    @Test
    void requestsAreAuthorizedWithAnApiKey() {
        assertLetIn(app.send("GET", at(site.keyed)), NONE, site.keyed, 1);
        assertLetIn(app.send("POST", at(site.keyed), BODY), BODY, site.keyed, 1);
    }

    @Test
    void requestsAreAuthorizedWithAToken() {
        assertLetIn(app.send("GET", at(site.token)), NONE, site.token, 1);
        assertLetIn(app.send("POST", at(site.token), BODY), BODY, site.token, 1);
    }

    @Test
    void requestsAreSigned() {
        if (combination.application().has(Limit.BODY_AFTER_HEAD)) {
            boolean letIn = app.send("POST", at(site.signed), BODY).equals(Outcome.answer(200, BODY));
            assertThat(site.signed.refusals()).isEmpty();
            assertThat(site.signed.received()).hasSize(letIn ? 1 : 0);
            return;
        }
        assertLetIn(app.send("GET", at(site.signed)), NONE, site.signed, 1);
        assertLetIn(app.send("POST", at(site.signed), BODY), BODY, site.signed, 1);
    }

    /** Whether the library follows it is its own affair. */
    @Test
    void whatItDoesWithARedirectItDoesWithTheAgent() {
        Application library = combination.application();
        boolean differs = library.has(Limit.BODY_AFTER_HEAD) || library.has(Limit.SIGNED_BODY_IS_REDIRECTED);
        for (Api api : List.of(site.keyed, site.token, differs ? site.open : site.signed)) {
            site.reset();
            Outcome usual = appWithoutAgent.send("GET", site.open.at("/redirect"));
            int hops = site.open.received().size();
            site.open.reset();
            assertThat(app.send("GET", api.at("/redirect")).status()).isEqualTo(usual.status());
            assertThat(api.refusals()).isEmpty();
            assertThat(api.received()).hasSize(hops);
        }
    }

    @Test
    void aPostThatIsRefusedOnceIsSentAgainWithAFreshToken() {
        app.send("GET", at(site.token));
        site.reset();
        int logIns = site.logIns();
        site.token.refuseOne();
        Outcome seen = app.send("POST", at(site.token), BODY);
        if (combination.application().has(Limit.SENDS_A_BODY_ONCE)) {
            assertThat(seen.status()).isNotEqualTo("200");
            assertThat(site.token.received()).hasSize(1);
            return;
        }
        assertLetIn(seen, BODY, site.token, 2);
        assertThat(site.logIns()).isEqualTo(logIns + 1);
    }

    private URI at(Api api) {
        boolean graphQl = combination.application().client().startsWith("graphql.");
        return api.at(graphQl ? "/graphql" : "/echo");
    }

    /** The program saw the answer, and the API was asked so many times and found nothing to refuse. */
    private static void assertLetIn(Outcome seen, byte[] body, Api api, int sends) {
        assertThat(api.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, body));
        assertThat(api.received()).hasSize(sends);
        api.reset();
    }
}
