package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A body that is written while the answer is read can carry a key or a token, but it cannot be signed ahead. */
@ParameterizedClass
@MethodSource("combinations")
final class DuplexBodiesIT {

    private static final String KEY = "duplex-api-key-41ce";
    private static final String SECRET = "duplex/secret+access+key/83bd";
    private static final byte[] BODY = AppUnderTest.bytes("written while the answer is read");

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Combination combination;

    @TempDir
    private Path folder;

    static List<Combination> combinations() {
        return Combination.of(Stream.of("okhttp:3.14.9", "okhttp:4.12.0", "okhttp-jvm:5.5.1")
                .map(artifact -> Application.of("Duplex " + artifact, "", "com.squareup.okhttp3:" + artifact))
                .toList());
    }

    @Test
    void aDuplexBodyCarriesAKey() throws IOException {
        try (ApiServer keyed = ApiServer.http2(Requirement.apiKey(KEY));
                AppUnderTest app = start("http2", rules(keyed, "catalog", "fail"))) {
            assertThat(app.send("POST", keyed.at("/echo"), BODY)).isEqualTo(Outcome.answer(200, BODY));
            assertThat(keyed.refusals()).isEmpty();
        }
    }

    @Test
    void aDuplexBodyCannotBeSigned() throws IOException {
        try (ApiServer signed = ApiServer.http2(Requirement.none());
                AppUnderTest app = start("http2", rules(signed, "role", "fail"))) {
            Outcome seen = app.send("POST", signed.at("/echo"), BODY);
            assertThat(seen.status()).isEqualTo("java.io.IOException");
            assertThat(seen.message())
                    .startsWith("Countersign: role: rule 'api' (agent.properties:")
                    .contains("the body cannot be signed: it is written while the answer is read");
            assertThat(signed.received()).isEmpty();
        }
    }

    @Test
    void aDuplexBodyIsPassedOnWhereTheRuleSaysSo() throws IOException {
        try (ApiServer signed = ApiServer.http2(Requirement.none());
                AppUnderTest app = start("http2", rules(signed, "role", "pass"))) {
            assertThat(app.send("POST", signed.at("/echo"), BODY)).isEqualTo(Outcome.answer(200, BODY));
            assertThat(signed.received().get(0).header("Authorization")).isEmpty();
        }
    }

    /** The library refuses it, and says so as it does without the agent. */
    @Test
    void aDuplexBodyOverHttp1IsTheLibrarysAffair() throws IOException {
        try (ApiServer keyed = ApiServer.requiring(Requirement.apiKey(KEY));
                AppUnderTest app = start("http1", rules(keyed, "catalog", "fail"));
                AppUnderTest without = AppUnderTest.with(application("http1"), combination.jdk())
                        .start()) {
            Outcome seen = app.send("POST", keyed.at("/echo"), BODY);
            assertThat(seen.status()).isEqualTo("java.net.ProtocolException");
            assertThat(seen).isEqualTo(without.send("POST", keyed.at("/echo"), BODY));
        }
    }

    private AppUnderTest start(String protocol, Path rules) {
        return AppUnderTest.with(application(protocol), combination.jdk())
                .agent(rules)
                .start();
    }

    private Application application(String protocol) {
        Application library = combination.application();
        return Application.of(
                library.name() + ", " + protocol,
                "okhttp.DuplexCalls#" + protocol,
                library.coordinates().toArray(String[]::new));
    }

    private Path rules(ApiServer api, String identity, String onFailure) throws IOException {
        RunLogs.ledger().record(KEY);
        RunLogs.ledger().record(SECRET);
        RulesFile rules = new RulesFile()
                .identity("catalog", "api-key")
                .with("api-key", KEY)
                .identity("role", "aws")
                .with("access-key-id", "AKIADUPLEX")
                .with("secret-access-key", SECRET)
                .rule("api", "127.0.0.1:" + api.port(), identity)
                .with("on-failure", onFailure);
        if (identity.equals("role")) {
            rules.with("service", "execute-api").with("region", "eu-central-1");
        }
        return rules.write(folder);
    }
}
