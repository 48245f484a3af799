package io.countersign.it.sigv4;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.ReceivedRequest;
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
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a client makes of a path before it sends it, that is what is signed, and nobody can change it afterwards. */
final class EveryClientIT {

    private static final byte[] BODY = {'{', '"', 0, (byte) 0xff, '\r', '\n', (byte) 0xc3, '"', '}'};
    private static final SigV4Verifier.Account KEY =
            new SigV4Verifier.Account("AKIAEVERYCLIENT", "every/client+secret+key/77", "");

    @TempDir
    private Path folder;

    static List<Application> clients() {
        return Applications.all();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whatIsSentIsSigned(Application client) throws IOException {
        SigV4Verifier verifier = SigV4Verifier.of(KEY, "execute-api", "eu-central-1", Clock.systemUTC());
        try (ApiServer api = ApiServer.requiring(Requirement.signature(verifier));
                AppUnderTest app = start(client, api)) {
            for (String target : TrickyRequests.TARGETS) {
                URI uri = api.at(target);
                Outcome got = app.send("GET", uri);
                Outcome posted =
                        app.send("POST", uri, BODY, "Content-Type: text/plain;  charset=utf-8", "X-Amz-Meta:  a  b ");
                assertThat(api.refusals()).as(target).isEmpty();
                assertThat(got).as(target).isEqualTo(Outcome.answer(200, new byte[0]));
                assertThat(posted).as(target).isEqualTo(Outcome.answer(200, BODY));
            }
            assertThat(api.received()).hasSize(2 * TrickyRequests.TARGETS.size());
            for (ReceivedRequest changed :
                    TrickyRequests.tampered(api.received().get(3), true)) {
                assertThat(verifier.refusal(changed)).as(changed.target()).isPresent();
            }
            assertThat(app.endAndGetErrors()).allMatch(line -> line.startsWith("SLF4J: ")); // Apache 5 finds no logger
        }
    }

    private AppUnderTest start(Application client, ApiServer api) throws IOException {
        Path rules = new RulesFile()
                .identity("role", "aws")
                .with("access-key-id", KEY.accessKeyId())
                .with("secret-access-key", RunLogs.ledger().record(KEY.secretAccessKey()))
                .rule("api", "127.0.0.1:" + api.port(), "role")
                .with("service", "execute-api")
                .with("region", "eu-central-1")
                .write(folder);
        return AppUnderTest.with(client, Jdk.running()).agent(rules).start();
    }
}
