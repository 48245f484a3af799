package io.countersign.it.sigv4;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is signed is the Host on the wire, also where the application sets it to reach a virtual host. */
final class HostHeaderIT {

    private static final String VIRTUAL = "api.virtual.example";
    private static final byte[] BODY = AppUnderTest.bytes("{}");
    private static final SigV4Verifier.Account KEY =
            new SigV4Verifier.Account("AKIAHOST", "host/secret+access+key/18", "");

    @TempDir
    private Path folder;

    static List<Application> clients() {
        return List.of(
                Applications.JDK_BLOCKING,
                Applications.URL_CONNECTION,
                Applications.COMMONS_3,
                Applications.APACHE_4_OLDEST,
                Applications.APACHE_4,
                Applications.APACHE_4_ASYNCHRONOUS,
                Applications.APACHE_5,
                Applications.APACHE_5_ASYNC_OLDEST,
                Applications.APACHE_5_ASYNC,
                Applications.OKHTTP_5);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void hostOfTheApplicationIsSigned(Application client) throws IOException {
        SigV4Verifier verifier = SigV4Verifier.of(KEY, "execute-api", "eu-central-1", Clock.systemUTC());
        try (ApiServer api = ApiServer.requiring(Requirement.signature(verifier));
                AppUnderTest app = start(client, api)) {
            assertThat(app.send("POST", api.at("/a"), BODY, "Host: " + VIRTUAL)).isEqualTo(Outcome.answer(200, BODY));
            assertThat(app.send("POST", api.at("/a"), BODY)).isEqualTo(Outcome.answer(200, BODY));

            assertThat(api.refusals()).isEmpty();
            assertThat(api.received())
                    .extracting(request -> request.header("Host").orElse(""))
                    .containsExactly(virtualHost(client, api), "127.0.0.1:" + api.port());
        }
    }

    /** One library adds the port that it dials. */
    private static String virtualHost(Application client, ApiServer api) {
        return client.equals(Applications.COMMONS_3) ? VIRTUAL + ":" + api.port() : VIRTUAL;
    }

    /** The clients of the JDK let an application set this header only if they are told to. */
    private AppUnderTest start(Application client, ApiServer api) throws IOException {
        Path rules = new RulesFile()
                .identity("role", "aws")
                .with("access-key-id", KEY.accessKeyId())
                .with("secret-access-key", RunLogs.ledger().record(KEY.secretAccessKey()))
                .rule("api", "127.0.0.1:" + api.port(), "role")
                .with("service", "execute-api")
                .with("region", "eu-central-1")
                .write(folder);
        return AppUnderTest.with(client, Jdk.running())
                .agent(rules)
                .option("-Djdk.httpclient.allowRestrictedHeaders=host")
                .option("-Dsun.net.http.allowRestrictedHeaders=true")
                .start();
    }
}
