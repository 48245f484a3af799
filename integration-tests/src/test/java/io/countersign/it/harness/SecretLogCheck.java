package io.countersign.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs last: nothing that any forked JVM of this run printed holds a secret. */
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
}
