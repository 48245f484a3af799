package io.countersign.it.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The search for secrets bites. */
final class LogScanTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeLedger() throws IOException {
        Files.writeString(folder.resolve("ledger"), "pass word 1\naaaaaa.bbbbbb.cccccc\n");
    }

    @Test
    void findsASecretInEveryFormAndSaysWhereWithoutRepeatingIt() throws IOException {
        assertThat(findings("out | fine", "err | password=pass word 1")).containsExactly("a.log:2");
        assertThat(findings("Basic cGFzcyB3b3JkIDE=")).containsExactly("a.log:1");
        assertThat(findings("Bearer aaaaaa.bbbbbb.cccccc")).containsExactly("a.log:1");
        assertThat(findings("token ...cccccc")).containsExactly("a.log:1");
    }

    @Test
    void isQuietWhenThereIsNone() throws IOException {
        assertThat(findings("out | pass word", "aaaaaa.bbbbbb")).isEmpty();
    }

    @Test
    void refusesSecretsThatAreTooShortToMeanAnything() throws IOException {
        Files.writeString(folder.resolve("ledger"), "abc\n");
        assertThatThrownBy(() -> findings("abc")).hasMessageContaining("too short");
    }

    private List<String> findings(String... lines) throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.write(logs.resolve("a.log"), List.of(lines));
        return LogScan.forSecretsIn(folder.resolve("ledger")).findings(logs);
    }
}
