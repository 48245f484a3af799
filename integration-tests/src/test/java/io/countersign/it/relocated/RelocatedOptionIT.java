package io.countersign.it.relocated;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The switch that leaves copies alone. */
final class RelocatedOptionIT {

    private static final String KEY = RunLogs.ledger().record("relocated-api-key-5d10");

    private final ApiServer api = ApiServer.requiring(Requirement.apiKey(KEY));

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        api.close();
    }

    static List<Application> copies() {
        return Copies.all();
    }

    @ParameterizedTest
    @MethodSource("copies")
    void switchedOffACopySendsWhatItsApplicationMakes(Application copy) throws IOException {
        Path rules = new RulesFile()
                .identity("catalog", "api-key")
                .with("api-key", KEY)
                .rule("keyed", "127.0.0.1:" + api.port(), "catalog")
                .write(folder);
        try (AppUnderTest app = AppUnderTest.with(copy, Jdk.running())
                .agent("config=" + rules + ",relocated=false")
                .start()) {
            assertThat(app.send("GET", api.at("/echo")).status()).isEqualTo("401");
            assertThat(app.endAndGetErrors()).noneMatch(line -> line.startsWith("Countersign"));
        }
    }
}
