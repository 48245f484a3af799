package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.ForkedJvm;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the rules file comes from, and what happens when it is bad: one line says what and where, and the application runs. */
final class AgentStartupIT {

    private static final String KEY = RunLogs.ledger().record("startup-api-key-44d1");

    private final ApiServer api = ApiServer.requiring(Requirement.apiKey(KEY));
    private final ApiServer foreign = ApiServer.requiring(Requirement.none());

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        api.close();
        foreign.close();
    }

    @Test
    void theFileIsNamedByTheAgentOption() throws IOException {
        assertAuthorized(app().agent("config=" + goodRules()));
    }

    @Test
    void theFileIsNamedByTheEnvironment() throws IOException {
        assertAuthorized(
                app().agent("").variable("COUNTERSIGN_CONFIG", goodRules().toString()));
    }

    @Test
    void theFileIsNamedByASystemProperty() throws IOException {
        assertAuthorized(app().agent("").option("-Dcountersign.config=" + goodRules()));
    }

    @Test
    void anOverlayIsReadOverTheFile() throws IOException {
        Path rules = rules().with("api-key", "not-the-key-of-production").write(folder);
        Files.writeString(folder.resolve("agent-prod.properties"), "identity.catalog.api-key = " + KEY + "\n");
        assertAuthorized(app().agent("config=" + rules + ",env=prod"));
    }

    @Test
    void switchedOffItDoesNothingAndSaysNothing() throws IOException {
        assertStatus("401", app().agent(goodRules()).option("-Dcountersign.enabled=false"));
        assertStatus("401", app().agent(goodRules()).variable("COUNTERSIGN_ENABLED", "false"));
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("nowhere.properties");
        assertReported(app().agent(missing), missing.toString());
    }

    @Test
    void aKeyThatDoesNotExistIsNamedWithItsLineAndTheNearestOne() throws IOException {
        Path rules = rules().with("api-key", KEY).with("api-kex", "1").write(folder);
        assertReported(app().agent(rules), rules.getFileName() + ":5", "api-kex", "api-key");
    }

    @Test
    void anIdentityThatDoesNotExistIsNamedWithItsLine() throws IOException {
        Path rules = new RulesFile().rule("keyed", authority(), "catalogue").write(folder);
        assertReported(app().agent(rules), rules.getFileName() + ":2", "catalogue");
    }

    @Test
    void aReferenceThatLeadsNowhereIsNamedWithItsLine() throws IOException {
        Path rules = rules().with("api-key", "${env:NO_SUCH_VARIABLE}").write(folder);
        assertReported(app().agent(rules), rules.getFileName() + ":4", "NO_SUCH_VARIABLE");
    }

    @Test
    void everyErrorOfAFileIsReportedAtOnce() throws IOException {
        Path rules = rules().with("api-key", KEY)
                .with("first", "1")
                .with("second", "2")
                .write(folder);
        try (AppUnderTest running = app().agent(rules).start()) {
            assertThat(running.endAndGetErrors())
                    .anyMatch(line -> line.contains("first"))
                    .anyMatch(line -> line.contains("second"));
        }
    }

    @Test
    void aStrictAgentEndsTheJvm() throws IOException {
        Path rules = rules().with("api-kex", "1").write(folder);
        try (ForkedJvm jvm = app().agent("config=" + rules + ",strict=true").fork()) {
            assertThat(jvm.end()).isNotZero();
            assertThat(jvm.errors()).anyMatch(line -> line.contains("api-kex"));
        }
    }

    /** The rule comes first, so that further keys go to the identity. */
    private RulesFile rules() {
        return new RulesFile().rule("keyed", authority(), "catalog").identity("catalog", "api-key");
    }

    private Path goodRules() throws IOException {
        return rules().with("api-key", KEY).write(folder);
    }

    private String authority() {
        return "127.0.0.1:" + api.port();
    }

    private static AppUnderTest.Setup app() {
        return AppUnderTest.with(Applications.JDK_BLOCKING, Jdk.running());
    }

    private void assertAuthorized(AppUnderTest.Setup setup) {
        assertStatus("200", setup);
    }

    private void assertStatus(String status, AppUnderTest.Setup setup) {
        try (AppUnderTest running = setup.start()) {
            assertThat(running.send("GET", api.at("/echo")).status()).isEqualTo(status);
            assertThat(running.endAndGetErrors()).isEmpty();
        }
    }

    private void assertReported(AppUnderTest.Setup setup, String... words) {
        try (AppUnderTest running = setup.start()) {
            assertThat(running.send("GET", foreign.at("/echo")).status()).isEqualTo("200");
            List<String> errors = running.endAndGetErrors();
            assertThat(errors).hasSize(2);
            assertThat(errors.get(0)).contains(words);
            assertThat(errors.get(1)).contains("cannot be used; the agent stays off");
        }
    }
}
