package io.countersign.it.sweep;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import io.countersign.it.support.Result;
import io.countersign.it.support.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** One GET through every released version of every client library. */
@Tag("sweep")
final class SweepIT {

    private final SecretLedger ledger = RunLogs.ledger();

    @TempDir
    private Path folder;

    static Stream<Arguments> versions() {
        return LibraryLine.all()
                .flatMap(line -> line.applications().stream().map(version -> Arguments.of(line, version)));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("versions")
    void aGetIsAuthorized(LibraryLine line, Application version) throws IOException {
        String key = ledger.record("sweep-api-key-40b7");
        try (ApiServer api = ApiServer.requiring(Requirement.apiKey(key));
                AppUnderTest app = start(version, api, key)) {
            String status = app.send("GET", api.at("/echo")).status();
            String said = String.join(" ", app.endAndGetErrors());
            boolean authorized = status.equals("200");
            Results.ofSweep()
                    .add(new Result(
                            version.name(), Jdk.running().toString(), line.name(), authorized, authorized ? "" : said));
            assertThat(status).as(said).isEqualTo("200");
        }
    }

    private AppUnderTest start(Application version, ApiServer api, String key) throws IOException {
        Path rules = new RulesFile()
                .identity("catalog", "api-key")
                .with("api-key", key)
                .rule("catalog", "127.0.0.1:" + api.port(), "catalog")
                .write(folder);
        return AppUnderTest.with(version, Jdk.running()).agent(rules).start();
    }
}
