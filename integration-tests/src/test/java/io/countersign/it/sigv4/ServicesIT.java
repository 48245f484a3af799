package io.countersign.it.sigv4;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each AWS service under a name of its own, from which the agent reads what to sign for. */
final class ServicesIT {

    private static final byte[] BODY = {'{', '"', 0, (byte) 0xff, '\r', '\n', (byte) 0xc3, '"', '}'};
    private static final SigV4Verifier.Account SESSION =
            new SigV4Verifier.Account("ASIASERVICES", "services/secret+access+key/91", "services//session+token==");

    private final SecretLedger ledger = RunLogs.ledger();

    @TempDir
    private Path folder;

    /** A service, a host of it, and what must stand in place of the payload's hash. */
    enum Service {
        EXECUTE_API("execute-api", "eu-central-1", "a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com", null),
        LAMBDA("lambda", "us-west-2", "abcdefghij.lambda-url.us-west-2.on.aws", null),
        ES("es", "us-east-2", "search-orders-abc.us-east-2.es.amazonaws.com", null),
        AOSS("aoss", "us-east-1", "abc.us-east-1.aoss.amazonaws.com", "[0-9a-f]{64}"),
        LATTICE(
                "vpc-lattice-svcs",
                "us-west-2",
                "orders-0123.7d67968.vpc-lattice-svcs.us-west-2.on.aws",
                "UNSIGNED-PAYLOAD"),
        S3("s3", "eu-west-1", "bucket.s3.eu-west-1.amazonaws.com", "[0-9a-f]{64}");

        private final String name;
        private final String region;
        private final String host;
        private final @Nullable String contentHash;

        Service(String name, String region, String host, @Nullable String contentHash) {
            this.name = name;
            this.region = region;
            this.host = host;
            this.contentHash = contentHash;
        }

        SigV4Verifier verifier() {
            return SigV4Verifier.of(SESSION, name, region, Clock.systemUTC());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestIsSignedAsTheServiceReadsIt(Service service) throws IOException {
        SigV4Verifier verifier = service.verifier();
        try (ApiServer api = ApiServer.requiring(Requirement.signature(verifier));
                AppUnderTest app = start(service, api)) {
            for (String target : TrickyRequests.TARGETS) {
                URI uri = api.at(service.host, target);
                Outcome got = app.send("GET", uri);
                Outcome posted =
                        app.send("POST", uri, BODY, "Content-Type: text/plain;  charset=utf-8", "X-Amz-Meta:  a  b ");
                assertThat(api.refusals()).as(target).isEmpty();
                assertThat(got).isEqualTo(Outcome.answer(200, new byte[0]));
                assertThat(posted).isEqualTo(Outcome.answer(200, BODY));
            }
            assertThat(api.received())
                    .hasSize(2 * TrickyRequests.TARGETS.size())
                    .allSatisfy(request -> {
                        assertThat(request.header("Host")).hasValue(service.host + ":" + api.port());
                        assertThat(request.header("X-Amz-Security-Token")).hasValue(SESSION.sessionToken());
                        if (service.contentHash == null) {
                            assertThat(request.header("X-Amz-Content-Sha256")).isEmpty();
                        } else {
                            assertThat(request.header("X-Amz-Content-Sha256").orElse(""))
                                    .matches(service.contentHash);
                        }
                    });
            for (ReceivedRequest changed :
                    TrickyRequests.tampered(api.received().get(3), service != Service.LATTICE)) {
                assertThat(verifier.refusal(changed)).as(changed.target()).isPresent();
            }
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    private AppUnderTest start(Service service, ApiServer api) throws IOException {
        ledger.record(SESSION.secretAccessKey());
        ledger.record(SESSION.sessionToken());
        Path hosts =
                Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n127.0.0.1 " + service.host + "\n");
        Path rules = new RulesFile()
                .identity("role", "aws")
                .with("access-key-id", SESSION.accessKeyId())
                .with("secret-access-key", "${env:SECRET_ACCESS_KEY}")
                .with("session-token", "${env:SESSION_TOKEN}")
                .rule("service", service.host + ":" + api.port(), "role")
                .with("allow-plain-http", "true")
                .write(folder);
        return AppUnderTest.with(Applications.URL_CONNECTION, Jdk.running())
                .agent(rules)
                .option("-Djdk.net.hosts.file=" + hosts)
                .variable("SECRET_ACCESS_KEY", SESSION.secretAccessKey())
                .variable("SESSION_TOKEN", SESSION.sessionToken())
                .start();
    }
}
