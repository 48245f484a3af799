package io.countersign.it.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.it.cli.Shell.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code diagnose}. */
final class DiagnoseIT {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void whatMattersIsInOneReportWithoutSecrets() throws IOException {
        try (Landscape there = Landscape.start()) {
            there.rules().with("allow-plain-http", "true").write(folder);
            Run run = shell().variable("JAVA_TOOL_OPTIONS", "-Dsome.password=Shown-10-never")
                    .run("diagnose");
            assertThat(run.out()).startsWith("1 rule, 1 identity: 2 endpoints answer, and the clock is right");
            assertThat(run.exit()).isZero();
            assertThat(run.out())
                    .containsPattern("Countersign +\\d+\\.\\d+")
                    .containsPattern("Java +" + System.getProperty("java.version"))
                    .containsPattern("agents in JAVA_TOOL_OPTIONS +none")
                    .containsPattern(there.cognito.endpoint() + " \\(identity 'orders'\\) +answers +right")
                    .doesNotContain("Shown-10-never", Landscape.PASSWORD);
            JsonNode json = shell().run("diagnose", "--json").json();
            assertThat(json.path("endpoints")).hasSize(2);
            assertThat(json.at("/endpoints/1/answer").asText()).isEqualTo("answers");
        }
    }

    @Test
    void aClockThatIsOffIsTheFirstThingSaid() throws IOException {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10));
        try (Landscape there = Landscape.start(late, user -> user)) {
            there.rules().with("allow-plain-http", "true").write(folder);
            Run run = shell().run("diagnose");
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.firstLine())
                    .matches(
                            "this host's clock is (59[5-9]|60[0-5]) s ahead of that of http://.*: set the clock right");
        }
    }

    private Shell shell() {
        return Shell.in(folder).variable("ORDERS_PASSWORD", Landscape.PASSWORD);
    }
}
