package io.countersign.it.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.cli.Shell.Run;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code list}, {@code attach} and {@code status}: commands that look at other JVMs. */
final class JvmsIT {

    private static final String KEY = RunLogs.ledger().record("listed-api-key-5d1a");

    private final ApiServer api = ApiServer.requiring(Requirement.header("x-api-key", KEY));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void write() throws IOException {
        new RulesFile()
                .identity("catalog", "api-key")
                .with("api-key", KEY)
                .rule("catalog", "127.0.0.1:" + api.port(), "catalog")
                .write(folder);
    }

    @AfterEach
    void stop() {
        api.close();
    }

    static List<Jdk> jdks() {
        return Jdk.tested();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void jvmsAreListedWithWhetherTheyHaveTheFlag(Jdk jdk) {
        try (AppUnderTest without =
                        AppUnderTest.with(Applications.URL_CONNECTION, jdk).start();
                AppUnderTest with = AppUnderTest.with(Applications.URL_CONNECTION, jdk)
                        .agent(folder.resolve("agent.properties"))
                        .start()) {
            Run list = Shell.in(folder, jdk).run("list", "--json");
            JsonNode json = list.json();
            assertThat(list.exit()).isZero();
            assertThat(json.path("ok").asBoolean()).isTrue();
            assertThat(flag(json, without.pid())).isEqualTo("no");
            assertThat(flag(json, with.pid())).isEqualTo("yes");
            assertThat(Shell.in(folder, jdk).run("list").out())
                    .containsPattern(with.pid() + " .*yes +io.countersign.application.ApplicationMain");
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void aJvmThatRunsIsGivenTheAgent(Jdk jdk) {
        try (AppUnderTest app =
                AppUnderTest.with(Applications.URL_CONNECTION, jdk).start()) {
            assertThat(app.send("GET", api.at("/before")).status()).isEqualTo("401");
            Run run = Shell.in(folder, jdk).run("attach", Long.toString(app.pid()));
            assertThat(run.out()).startsWith("the agent is in process " + app.pid() + ", with 1 rule, 1 identity");
            assertThat(run.exit()).isZero();
            assertThat(app.send("GET", api.at("/after")).status()).isEqualTo("200");
            JsonNode again = Shell.in(folder, jdk)
                    .run("attach", Long.toString(app.pid()), "--json")
                    .json();
            assertThat(again.path("rulesFile").asText())
                    .isEqualTo(folder.resolve("agent.properties").toString());
            assertThat(app.endAndGetErrors())
                    .anyMatch(line -> line.contains("attached to a JVM that has Countersign already"));
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theAgentThereTellsWhatItHasDone(Jdk jdk) {
        try (AppUnderTest app = AppUnderTest.with(Applications.URL_CONNECTION, jdk)
                .agent(folder.resolve("agent.properties"))
                .start()) {
            assertThat(app.send("GET", api.at("/one")).status()).isEqualTo("200");
            assertThat(app.send("GET", api.at("/two")).status()).isEqualTo("200");
            Run run = Shell.in(folder, jdk).run("status", Long.toString(app.pid()), "--json");
            JsonNode json = run.json();
            assertThat(run.exit()).isZero();
            assertThat(json.at("/rules/0/rule").asText()).isEqualTo("catalog");
            assertThat(json.at("/rules/0/matched").intValue()).isEqualTo(2);
            assertThat(json.at("/rules/0/injected").intValue()).isEqualTo(2);
            assertThat(json.at("/identities/0/type").asText()).isEqualTo("api-key");
            assertThat(json.path("rulesFile").asText()).endsWith("agent.properties");
            assertThat(json.path("wovenLibraries")).hasSize(1);
            assertThat(Shell.in(folder, jdk)
                            .run("status", Long.toString(app.pid()))
                            .out())
                    .startsWith("Countersign works in process " + app.pid())
                    .containsPattern("catalog +catalog +2 +2 +0")
                    .doesNotContain(KEY);
        }
    }

    @Test
    void aJvmWithoutTheAgentIsToldSo() {
        try (AppUnderTest app =
                AppUnderTest.with(Applications.URL_CONNECTION, Jdk.running()).start()) {
            Run run = Shell.in(folder).run("status", Long.toString(app.pid()), "--wait", "1");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.firstLine())
                    .startsWith("process " + app.pid() + " shows no Countersign agent; start it with -javaagent");
        }
    }

    @Test
    void nothingIsAttachedWithRulesThatCannotBeUsed() throws IOException {
        new RulesFile().rule("catalog", "127.0.0.1", "nobody").write(folder);
        Run run = Shell.in(folder).run("attach", "1");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.firstLine()).startsWith("agent.properties:2: rule 'catalog' names identity 'nobody'");
        JsonNode json = Shell.in(folder).run("attach", "1", "--json").json();
        assertThat(json.path("ok").asBoolean(true)).isFalse();
        assertThat(json.path("errors")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aProcessThatIsNoneIsSaid(String command) {
        Run run = Shell.in(folder).run(command, "999999999");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.firstLine())
                .startsWith("cannot attach to process 999999999: ")
                .contains("is it a JVM");
    }

    static List<String> commands() {
        return List.of("attach", "status");
    }

    private static String flag(JsonNode json, long pid) {
        return StreamSupport.stream(json.path("JVMs").spliterator(), false)
                .filter(jvm -> jvm.path("pid").asText().equals(Long.toString(pid)))
                .map(jvm -> jvm.path("startedWithCountersign").asText())
                .findFirst()
                .orElse("not listed");
    }
}
