package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An asynchronous client that sets a header of the application's own on each request, as late as it can: up to 5.1
 * before, and since 5.2 after the step of the client where a hop is authorized.
 */
final class ApacheHttpClient5OwnCredentialsIT {

    private static final String OWN = "Basic b3duOm93bg==";
    private static final String TOKEN = "own-credentials-token-27fd";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"5.0.4", "5.2.3", "5.6.4"})
    void areKept(String version) throws IOException {
        try (ApiServer api = ApiServer.requiring(Requirement.none());
                AppUnderTest app = start(version, rules(api))) {
            assertThat(app.send("GET", api.at("/echo"))).isEqualTo(Outcome.answer(200, new byte[0]));
            assertThat(api.received().get(0).values("Authorization")).containsExactly(OWN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.0.4", "5.2.3", "5.6.4"})
    void areReplacedWhereTheRuleSaysSo(String version) throws IOException {
        try (ApiServer api = ApiServer.requiring(Requirement.none());
                AppUnderTest app = start(version, rules(api).with("on-existing", "replace"))) {
            assertThat(app.send("GET", api.at("/echo"))).isEqualTo(Outcome.answer(200, new byte[0]));
            assertThat(api.received().get(0).values("Authorization")).containsExactly("Bearer " + TOKEN);
        }
    }

    private static RulesFile rules(ApiServer api) {
        return new RulesFile()
                .identity("fixed", "token")
                .with("value", RunLogs.ledger().record(TOKEN))
                .rule("api", "127.0.0.1:" + api.port(), "fixed");
    }

    private AppUnderTest start(String version, RulesFile rules) throws IOException {
        Application application = Application.of(
                "Apache HttpClient " + version + ", with credentials of its own",
                "apache5.AsyncClient#withOwnCredentials",
                "org.apache.httpcomponents.client5:httpclient5:" + version);
        return AppUnderTest.with(application, Jdk.running())
                .agent(rules.write(folder))
                .start();
    }
}
