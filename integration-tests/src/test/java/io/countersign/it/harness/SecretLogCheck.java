package io.countersign.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs last: nothing that any forked JVM or any test of this run printed holds a secret. */
final class SecretLogCheck {

    @Test
    void noForkedJvmPrintedASecret() throws IOException {
        LogScan scan = LogScan.forSecretsIn(RunLogs.secretsIssued());
        assertThat(scan.secrets()).isPositive();
        try (Stream<?> logs = Files.list(RunLogs.folder())) {
            assertThat(logs).isNotEmpty();
        }
        assertThat(scan.findings(RunLogs.folder())).isEmpty();
    }

    @Test
    void noReportOfATestHoldsASecret() throws IOException {
        LogScan scan = LogScan.forSecretsIn(RunLogs.secretsIssued());
        Path reports = Path.of("target", "failsafe-reports");
        assertThat(reports).isNotEmptyDirectory();
        assertThat(scan.findings(reports)).isEmpty();
    }
}
