package io.countersign.it.ops;

import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.LogScan;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A recording of Java Flight Recorder holds each hop and each fetch of tokens, and nothing secret. */
final class FlightRecordingIT {

    @TempDir
    private Path folder;

    /** Java 11 has the events, too; but it greets on standard output, which is the application's here. */
    static List<Jdk> jdks() {
        return Jdk.tested().stream().filter(jdk -> jdk.feature() >= 17).toList();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void holdsWhatTheCounterpartsCounted(Jdk jdk) throws IOException {
        Path file = folder.resolve("recording.jfr");
        try (Stage stage = new Stage()) {
            try (AppUnderTest app = AppUnderTest.with(Applications.URL_CONNECTION, jdk)
                    .agent(stage.rules().write(folder))
                    .option("-Xlog:jfr*=error")
                    .option("-XX:StartFlightRecording=filename=" + file)
                    .start()) {
                stage.play(app);
                app.endAndGetErrors();
            }
            assertHolds(RecordingFile.readAllEvents(file), stage);
        }
    }

    private static void assertHolds(List<RecordedEvent> all, Stage stage) throws IOException {
        List<RecordedEvent> hops = named(all, "io.countersign.Hop");
        assertThat(counted(hops, "rule", "outcome"))
                .isEqualTo(Map.of(
                        "orders injected",
                        stage.orders.received().size() - stage.ownCredentials(),
                        "orders skipped",
                        stage.ownCredentials(),
                        "keyed injected",
                        (long) stage.keyed.received().size(),
                        "unreached refused",
                        4L,
                        "lenient passed",
                        (long) stage.lenient.received().size()));
        assertThat(hops).allSatisfy(hop -> {
            assertThat(hop.getString("method")).isEqualTo("GET");
            assertThat(hop.getString("host")).startsWith("127.0.0.1:");
            assertThat(hop.getDuration()).isPositive();
        });
        assertThat(hops.get(0).getString("identity")).isEqualTo("svc");
        List<RecordedEvent> fetches = named(all, "io.countersign.TokenFetch");
        assertThat(counted(fetches, "identity", "kind", "outcome"))
                .isEqualTo(Map.of(
                        "svc log-in ok", stage.pool.calls(Stage.ANSWER),
                        "svc refresh ok", stage.pool.calls(Stage.REFRESH),
                        "broken log-in failed", stage.brokenPool.calls(Stage.ANSWER)));
        assertThat(fetches).allSatisfy(fetch -> assertThat(fetch.getDuration()).isGreaterThan(Duration.ofMillis(1)));
        String text = hops + "\n" + fetches;
        assertThat(LogScan.forSecretsIn(RunLogs.secretsIssued()).isClean(text)).isTrue();
    }

    private static List<RecordedEvent> named(List<RecordedEvent> all, String name) {
        return all.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .sorted((a, b) -> a.getStartTime().compareTo(b.getStartTime()))
                .toList();
    }

    private static Map<String, Long> counted(List<RecordedEvent> events, String... fields) {
        Map<String, Long> counts = new TreeMap<>();
        for (RecordedEvent event : events) {
            List<String> values = List.of(fields).stream().map(event::getString).toList();
            counts.merge(String.join(" ", values), 1L, Long::sum);
        }
        return counts;
    }
}
