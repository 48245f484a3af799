package io.countersign.it.demo;

import io.countersign.counterpart.SecretLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The demo as {@code ./demo} runs it, with the jar that ships. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoIT {

    private static final Path AGENT =
            Path.of(System.getProperty("countersign.agent.jar", "../agent/target/countersign.jar"));
    private static final Path APPLICATION = Path.of("target", "orders-app.jar");

    private List<String> secrets = List.of();
    private boolean asExpected;
    private List<String> output = List.of();

    @BeforeAll
    void runDemo(@TempDir Path folder) throws IOException, InterruptedException {
        Path ledger = folder.resolve("secrets");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Demo demo = new Demo(new Launcher(AGENT, APPLICATION), SecretLedger.at(ledger));
        asExpected = demo.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        output = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        secrets = Files.readAllLines(ledger, StandardCharsets.UTF_8);
    }

    @Test
    void everythingComesAsExpected() {
        assertThat(output).endsWith("Everything came as expected.");
        assertThat(asExpected).isTrue();
    }

    @Test
    void theTableShowsWhatTheAgentChanged() {
        assertThat(table()).hasSize(2 + Shop.HOPS).allMatch(line -> line.length() <= 120);
        assertThat(rowsEndingWith("orders   Authorization: Bearer eyJ.\\.\\.\\.\\(\\d+ chars\\) +401 +200"))
                .hasSize(3);
        assertThat(rowsEndingWith("catalog  x-api-key: da2-\\.\\.\\.\\(28 chars\\) +401 +200"))
                .hasSize(2);
        assertThat(rowsEndingWith("reports  Authorization: AWS4-HMAC-SHA256 Credential=AKIA\\.\\.\\. +401 +200"))
                .hasSize(2);
        assertThat(rowsEndingWith("GET localhost:\\d+/rates +- +none +200 +200"))
                .hasSize(1);
        assertThat(rowsEndingWith("-> localhost:\\d+/7.pdf +- +none")).hasSize(1);
    }

    @Test
    void theApplicationAndTheAgentHaveNothingToComplainOf() {
        assertThat(output)
                .filteredOn(line -> line.startsWith("  | "))
                .hasSize(6)
                .allMatch(line -> line.startsWith("  | Countersign: version ") || line.contains(" is woven ("));
    }

    @Test
    void noSecretIsShown() {
        assertThat(secrets).hasSizeGreaterThan(3);
        for (String secret : secrets) {
            String tellingPart = secret.substring(secret.lastIndexOf('.') + 1);
            assertThat(output).noneMatch(line -> line.contains(tellingPart));
        }
    }

    private List<String> table() {
        return output.stream()
                .dropWhile(line -> !line.startsWith("client "))
                .takeWhile(line -> !line.isEmpty())
                .toList();
    }

    private List<String> rowsEndingWith(String pattern) {
        return table().stream().filter(line -> line.matches(".*" + pattern)).toList();
    }
}
