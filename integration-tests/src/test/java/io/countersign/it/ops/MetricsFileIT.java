package io.countersign.it.ops;

import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.LogScan;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** The file for Prometheus holds what the counterparts counted. */
final class MetricsFileIT {

    @TempDir
    private Path folder;

    @Test
    void holdsWhatTheCounterpartsCounted() throws IOException {
        Path file = folder.resolve("orders.prom");
        try (Stage stage = new Stage();
                AppUnderTest app = AppUnderTest.with(Applications.OKHTTP_4, Jdk.running())
                        .agent(stage.rules()
                                .global("metrics.file", file)
                                .global("metrics.interval", "50ms")
                                .write(folder))
                        .start()) {
            stage.play(app);
            Map<String, Long> samples = awaited(file, "countersign_hops_total{rule=\"lenient\",outcome=\"passed\"}", 5);

            assertThat(samples)
                    .containsEntry(
                            hops("orders", "injected"), stage.orders.received().size() - stage.ownCredentials())
                    .containsEntry(hops("orders", "skipped"), stage.ownCredentials())
                    .containsEntry(hops("orders", "refused"), 0L)
                    .containsEntry("countersign_replays_total{rule=\"orders\"}", 1L)
                    .containsEntry(hops("keyed", "injected"), (long)
                            stage.keyed.received().size())
                    .containsEntry(hops("unreached", "refused"), 4L)
                    .containsEntry(hops("lenient", "passed"), (long)
                            stage.lenient.received().size())
                    .containsEntry(fetches("svc", "log-in", "ok"), stage.pool.calls(Stage.ANSWER))
                    .containsEntry(fetches("svc", "refresh", "ok"), stage.pool.calls(Stage.REFRESH))
                    .containsEntry(fetches("broken", "log-in", "failed"), stage.brokenPool.calls(Stage.ANSWER));
            assertThat(Instant.ofEpochSecond(requireNonNull(
                            samples.get("countersign_token_expiry_timestamp_seconds{identity=\"svc\"}"))))
                    .isAfter(Clock.systemUTC().instant());
            assertThat(LogScan.forSecretsIn(RunLogs.secretsIssued()).isClean(Files.readString(file)))
                    .isTrue();
        }
    }

    private static String hops(String rule, String outcome) {
        return "countersign_hops_total{rule=\"" + rule + "\",outcome=\"" + outcome + "\"}";
    }

    private static String fetches(String identity, String kind, String outcome) {
        return "countersign_token_fetches_total{identity=\"" + identity + "\",kind=\"" + kind + "\",outcome=\""
                + outcome + "\"}";
    }

    private static Map<String, Long> awaited(Path file, String sample, long value) throws IOException {
        Instant limit = Clock.systemUTC().instant().plusSeconds(60);
        while (true) {
            Map<String, Long> samples = samples(file);
            if (Long.valueOf(value).equals(samples.get(sample))) {
                return samples;
            }
            assertThat(Clock.systemUTC().instant()).isBefore(limit);
        }
    }

    /** The file is whole at any moment. */
    private static Map<String, Long> samples(Path file) throws IOException {
        Map<String, Long> samples = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("#")) {
                int blank = line.lastIndexOf(' ');
                samples.put(line.substring(0, blank), Long.valueOf(line.substring(blank + 1)));
            }
        }
        return samples;
    }
}
