package io.countersign.it.agents;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.OAuthServer;
import io.countersign.counterpart.OAuthServer.RegisteredClient;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whichever agent comes first, requests are authorized, signatures hold, and the other agent's headers are there. */
final class OtherAgentsIT {

    private static final byte[] BODY = {'{', '"', 0, (byte) 0xff, '\r', '\n', (byte) 0xc3, '"', '}'};
    private static final SigV4Verifier.Account ACCOUNT =
            new SigV4Verifier.Account("AKIABESIDEOTHERS", "beside/others+secret+key/3a", "");

    private final SecretLedger ledger = RunLogs.ledger();
    private final String key = ledger.record("beside-others-api-key-6e0d");
    private final OAuthServer issuer = OAuthServer.start(
            new RegisteredClient("beside-others", "beside-others-secret-90c4", false, List.of(), ""), ledger);
    private final ApiServer keyed = ApiServer.requiring(Requirement.apiKey(key));
    private final ApiServer token = ApiServer.requiring(issuer.requirement("", ""));
    private final ApiServer signed = ApiServer.requiring(
            Requirement.signature(SigV4Verifier.of(ACCOUNT, "execute-api", "eu-central-1", Clock.systemUTC())));

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        Stream.of(keyed, token, signed).forEach(ApiServer::close);
        issuer.close();
    }

    static Stream<Pair> pairs() {
        return Pair.chosen();
    }

    @ParameterizedTest
    @MethodSource("pairs")
    @ExtendWith(ResultsOfAgents.class)
    void bothAgentsDoTheirWork(Pair pair) throws IOException {
        try (AppUnderTest app = pair.setup(rules()).start()) {
            for (ApiServer api : List.of(keyed, token, signed)) {
                assertThat(app.send("GET", api.at("/echo?a=b"))).isEqualTo(Outcome.answer(200, new byte[0]));
                assertThat(app.send("POST", api.at("/echo"), BODY)).isEqualTo(Outcome.answer(200, BODY));
                assertThat(app.send("GET", api.at("/redirect-same"))).isEqualTo(Outcome.answer(200, new byte[0]));
                assertThat(api.refusals()).isEmpty();
                assertThat(api.received()).hasSize(4).allSatisfy(request -> assertTraced(pair, request));
            }
            assertThat(app.endAndGetErrors())
                    .noneMatch(line -> line.contains("Exception") || line.contains("Countersign"));
        }
    }

    private static void assertTraced(Pair pair, ReceivedRequest request) {
        assertThat(request.values("traceparent")).hasSize(pair.other().isTracing() ? 1 : 0);
    }

    private Path rules() throws IOException {
        return new RulesFile()
                .identity("partner", "client-credentials")
                .with("client-id", "beside-others")
                .with("client-secret", "beside-others-secret-90c4")
                .with("token-url", issuer.tokenUrl())
                .with("timeout", "30s")
                .identity("catalog", "api-key")
                .with("api-key", key)
                .identity("role", "aws")
                .with("access-key-id", ACCOUNT.accessKeyId())
                .with("secret-access-key", ledger.record(ACCOUNT.secretAccessKey()))
                .rule("keyed", "127.0.0.1:" + keyed.port(), "catalog")
                .rule("token", "127.0.0.1:" + token.port(), "partner")
                .rule("signed", "127.0.0.1:" + signed.port(), "role")
                .with("service", "execute-api")
                .with("region", "eu-central-1")
                .write(folder);
    }
}
