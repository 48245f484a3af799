package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which engines of Ktor send through a library that the agent knows. */
final class KtorIT {

    private static final String VERSION = "3.3.3";
    private static final String KEY = "key-of-the-app";

    @ParameterizedTest
    @CsvSource({"apache5, 200", "apache, 200", "java, 200", "okHttp, 200", "android, 200", "cio, 401"})
    void theEngineOnSocketsOfItsOwnIsTheOnlyOneThatIsNotAuthorized(String engine, String status) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "ktor-");
        try (ApiServer api = ApiServer.requiring(Requirement.apiKey(KEY))) {
            Path rules = new RulesFile()
                    .identity("app", "api-key")
                    .with("api-key", KEY)
                    .rule("app", "127.0.0.1:" + api.port(), "app")
                    .write(folder);
            try (AppUnderTest app = AppUnderTest.with(application(engine), Jdk.running())
                    .agent(rules)
                    .start()) {
                assertThat(app.send("GET", api.at("/echo")).status()).isEqualTo(status);
            }
        }
    }

    private static Application application(String engine) {
        return Application.of(
                "Ktor " + VERSION + ", " + engine,
                "ktor.KtorClient#" + engine,
                "io.ktor:ktor-client-" + engine.toLowerCase(Locale.ROOT) + "-jvm:" + VERSION);
    }
}
