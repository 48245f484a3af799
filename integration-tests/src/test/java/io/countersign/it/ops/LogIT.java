package io.countersign.it.ops;

import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.LogScan;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is logged, where, and what is never in it. */
final class LogIT {

    @TempDir
    private Path folder;

    @Test
    void anAgentThatWorksSaysThatItIsOnAndWhatIsWoven() throws IOException {
        try (Stage stage = new Stage();
                AppUnderTest app = app(stage.rules()).start()) {
            assertThat(app.send("GET", stage.keyed.at("/echo")).status()).isEqualTo("200");
            awaitGoodNews(app, 2);
            assertThat(app.goodNews().get(0))
                    .matches(
                            "Countersign: version \\S+ is on: .+/agent.properties, 4 rules \\(orders, keyed, unreached,"
                                    + " lenient\\), 3 identities");
            assertThat(app.goodNews()).contains("Countersign: OkHttp 4.12.0 is woven (okhttp-4.12.0.jar)");
        }
    }

    @Test
    void fromWarnOnItDoesNot() throws IOException {
        try (Stage stage = new Stage();
                AppUnderTest app =
                        app(stage.rules().global("log.level", "warn")).start()) {
            stage.play(app);
            assertThat(app.endAndGetErrors()).singleElement().asString().startsWith("Countersign: warning: broken: ");
            assertThat(app.goodNews()).isEmpty();
        }
    }

    @Test
    void aFileTakesAllLinesAndMakesRoom() throws IOException {
        Path log = folder.resolve("agent.log");
        RulesFile debugged;
        try (Stage stage = new Stage()) {
            debugged = stage.rules()
                    .global("log.file", "agent.log")
                    .global("log.level", "debug")
                    .global("log.max-size", 2000)
                    .global("log.files", 3);
            try (AppUnderTest app = app(debugged).start()) {
                for (int i = 0; i < 3; i++) {
                    stage.play(app);
                }
                assertThat(app.endAndGetErrors()).isEmpty();
                assertThat(app.goodNews()).isEmpty();
            }
        }
        List<String> lines = new ArrayList<>();
        for (String name : List.of("agent.log.2", "agent.log.1", "agent.log")) {
            Path file = folder.resolve(name);
            assertThat(Files.size(file)).isBetween(1L, 2000L);
            lines.addAll(Files.readAllLines(file));
        }
        assertThat(folder.resolve("agent.log.3")).doesNotExist();
        assertThat(lines)
                .allMatch(line ->
                        line.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z (WARN |INFO |DEBUG) .+"))
                .anyMatch(line -> line.contains("DEBUG rule 'lenient': GET http://127.0.0.1:"));
        assertThat(log).exists();
    }

    @Test
    void aRuleThatIsDebuggedTellsEachHopWithoutASecret() throws IOException {
        try (Stage stage = new Stage()) {
            RulesFile rules = stage.rules().global("rule.orders.debug", "true").global("log.file", "agent.log");
            try (AppUnderTest app = AppUnderTest.with(Applications.URL_CONNECTION, Jdk.running())
                    .agent(rules.write(folder))
                    .start()) {
                stage.play(app);
                app.endAndGetErrors();
            }
            String text = Files.readString(folder.resolve("agent.log"));
            String start = "DEBUG rule 'orders': GET " + stage.orders.at("/echo") + ": ";
            List<String> hops = text.lines()
                    .filter(line -> line.contains("DEBUG"))
                    .map(line -> line.substring(line.indexOf("DEBUG")))
                    .toList();
            String added = start + "access token of identity 'svc' in Authorization";
            String kept = start + "left alone, the application's own credentials stay";
            assertThat(hops)
                    .containsExactly(
                            added,
                            added,
                            added,
                            added,
                            start + "sent once more, as the server refused it",
                            added,
                            start + "the second send was answered with 200",
                            kept,
                            kept);
            assertThat(text).doesNotContain("a-query");
            assertThat(LogScan.forSecretsIn(RunLogs.secretsIssued()).isClean(text))
                    .isTrue();
        }
    }

    private AppUnderTest.Setup app(RulesFile rules) throws IOException {
        return AppUnderTest.with(Applications.OKHTTP_4, Jdk.running()).agent(rules.write(folder));
    }

    private static void awaitGoodNews(AppUnderTest app, int lines) {
        Instant limit = Clock.systemUTC().instant().plusSeconds(60);
        while (app.goodNews().size() < lines) {
            assertThat(Clock.systemUTC().instant()).isBefore(limit);
        }
    }
}
