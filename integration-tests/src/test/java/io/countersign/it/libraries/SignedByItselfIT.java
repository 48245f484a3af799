package io.countersign.it.libraries;

import io.countersign.counterpart.Header;
import io.countersign.counterpart.RawServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.ServerCertificate;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import io.countersign.it.support.Result;
import io.countersign.it.support.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** AWS's SDKs in an application sign what they send: that goes out as they signed it, whatever the rules say of its host. */
final class SignedByItselfIT {

    private static final SigV4Verifier.Account ITS_OWN =
            new SigV4Verifier.Account("AKIAOFTHEAPPLICATION", "application/secret+key/18c3", "");
    private static final String ARN = "arn:aws:iam::123456789012:user/application";
    private static final String IDENTITY = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <GetCallerIdentityResult><Arn>%s</Arn><UserId>AIDA</UserId><Account>123456789012</Account></GetCallerIdentityResult>
              <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>
            </GetCallerIdentityResponse>
            """.formatted(ARN);

    private static final String STORED = """
            {"_index":"orders","_id":"%s","_version":1,"result":"created",
             "_shards":{"total":1,"successful":1,"failed":0},"_seq_no":0,"_primary_term":1}""".formatted(ARN);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path certificates;

    @SuppressWarnings("NullAway.Init")
    private static ServerCertificate certificate;

    private final RawServer service = RawServer.startSecure(SignedByItselfIT::reply, certificate);

    @TempDir
    private Path folder;

    @BeforeAll
    static void certify() {
        certificate = ServerCertificate.in(certificates, "127.0.0.1");
    }

    @AfterEach
    void stop() {
        service.close();
    }

    static Stream<Combination> combinations() {
        return Libraries.signing();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void aSignedRequestIsLeftAlone(Combination combination) throws IOException {
        String name = combination.application().client().contains("OpenSearch") ? "es" : "sts";
        SigV4Verifier verifier = SigV4Verifier.of(ITS_OWN, name, "eu-central-1", Clock.systemUTC());
        ReceivedRequest usual = received(setup(combination));
        for (String identity : List.of("catalog", "role")) {
            ReceivedRequest seen = received(setup(combination).agent(rules(identity)));
            assertThat(verifier.refusal(seen)).as(identity).isEmpty();
            assertThat(names(seen)).as(identity).isEqualTo(names(usual));
            assertThat(seen.body()).isEqualTo(usual.body());
        }
        Results.ofLibraries()
                .add(new Result(
                        combination.application().name(),
                        combination.jdk().toString(),
                        "aSignedRequestIsLeftAlone",
                        true,
                        "passed on as it was signed"));
    }

    private ReceivedRequest received(AppUnderTest.Setup setup) {
        service.forget();
        try (AppUnderTest app = setup.start()) {
            assertThat(app.send("POST", service.at("/"))).isEqualTo(Outcome.answer(200, AppUnderTest.bytes(ARN)));
            assertThat(app.endAndGetErrors()).noneMatch(line -> line.startsWith("Countersign"));
        }
        assertThat(service.received()).hasSize(1);
        return service.received().get(0);
    }

    private static Reply reply(ReceivedRequest request) {
        return request.path().equals("/orders/_doc/1")
                ? Reply.of(200, STORED).with("Content-Type", "application/json")
                : Reply.of(200, IDENTITY).with("Content-Type", "text/xml");
    }

    private static List<String> names(ReceivedRequest request) {
        return request.headers().stream().map(Header::name).toList();
    }

    private AppUnderTest.Setup setup(Combination combination) {
        AppUnderTest.Setup setup = Programs.with(combination.application(), combination.jdk());
        certificate.trustOptions().forEach(setup::option);
        return setup.option("-Dapplication.access-key-id=" + ITS_OWN.accessKeyId())
                .option("-Dapplication.secret-access-key=" + RunLogs.ledger().record(ITS_OWN.secretAccessKey()));
    }

    private Path rules(String identity) throws IOException {
        RulesFile rules = identity.equals("catalog")
                ? new RulesFile()
                        .identity(identity, "api-key")
                        .with("api-key", RunLogs.ledger().record("passed-on-api-key-51f2"))
                : new RulesFile()
                        .identity(identity, "aws")
                        .with("access-key-id", "AKIAOFTHERULE")
                        .with("secret-access-key", RunLogs.ledger().record("rule/secret+key/77e1"));
        rules.rule("aws", "127.0.0.1:" + service.port(), identity).with("on-existing", "replace");
        return (identity.equals("role") ? rules.with("service", "sts").with("region", "eu-central-1") : rules)
                .write(folder);
    }
}
