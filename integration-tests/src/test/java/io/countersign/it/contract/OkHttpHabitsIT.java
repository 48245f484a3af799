package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.RawServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Reply;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Applications that log in themselves, look at what they send or keep what they get, with OkHttp. */
@ParameterizedClass
@MethodSource("combinations")
final class OkHttpHabitsIT {

    /** What these applications send when they answer a 401 themselves. */
    private static final String OWN = "Basic b3duOm93bg==";

    private static final String KEY = "habits-api-key-5a0e";

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Combination combination;

    @TempDir
    private Path folder;

    static List<Combination> combinations() {
        return Combination.of(Stream.of("3.0.1", "3.3.1", "3.4.2", "3.14.9", "4.12.0")
                .map(version -> Application.of("OkHttp " + version, "", "com.squareup.okhttp3:okhttp:" + version))
                .toList());
    }

    @Test
    void aRefusedTokenIsRenewedBeforeTheAuthenticatorOfTheApplicationIsHeard() throws IOException {
        assertRenewedFirst("authenticator");
    }

    @Test
    void aRefusedTokenIsRenewedBeforeAnInterceptorOfTheApplicationHearsOfIt() throws IOException {
        assertRenewedFirst("interceptor");
    }

    private void assertRenewedFirst(String habit) throws IOException {
        try (Counterparts counterparts = new Counterparts(ApiServer::requiring);
                AppUnderTest app = start(habit, counterparts.writeRules(folder), counterparts.apiKey)) {
            URI uri = counterparts.access.at("/echo");
            app.send("GET", uri);
            counterparts.access.reset();
            counterparts.access.rejectNext(1);
            assertThat(app.send("GET", uri)).isEqualTo(Outcome.answer(200, new byte[0]));
            assertThat(credentials(counterparts.access.received()))
                    .hasSize(2)
                    .allMatch(value -> value.startsWith("Bearer "))
                    .doesNotHaveDuplicates();

            counterparts.access.reset();
            counterparts.access.rejectAlways();
            assertThat(app.send("GET", uri).status()).isEqualTo("401");
            List<String> sent = credentials(counterparts.access.received());
            assertThat(sent).hasSize(3);
            assertThat(sent.get(2)).isEqualTo(OWN);
        }
    }

    @Test
    void networkInterceptorsSeeNoCredentials() throws IOException {
        try (Counterparts counterparts = new Counterparts(ApiServer::requiring);
                AppUnderTest app = start("watching", counterparts.writeRules(folder), counterparts.apiKey)) {
            byte[] body = HttpClientContract.BODY;
            assertThat(app.send("POST", counterparts.access.at("/echo"), body)).isEqualTo(Outcome.answer(200, body));
            assertThat(app.send("POST", counterparts.signed.at("/echo"), body)).isEqualTo(Outcome.answer(200, body));
            assertThat(counterparts.signed.refusals()).isEmpty();
            assertThat(counterparts.signed.received().get(0).header("X-Seen")).contains("nothing");
        }
    }

    @Test
    void credentialsDoNotGetIntoTheCacheOfTheApplication() throws IOException {
        Path cache = folder.resolve("cache");
        RunLogs.ledger().record(KEY);
        try (RawServer server = RawServer.start(request -> Reply.of(200, "kept")
                        .with("Cache-Control", "private, max-age=600")
                        .with("Vary", "X-Api-Key, Accept-Language"));
                AppUnderTest app = AppUnderTest.with(application("caching"), combination.jdk())
                        .option("-Dapplication.cache=" + cache)
                        .agent(new RulesFile()
                                .identity("catalog", "api-key")
                                .with("api-key", KEY)
                                .rule("catalog", "127.0.0.1:" + server.port(), "catalog")
                                .write(folder))
                        .start()) {
            Outcome kept = Outcome.answer(200, AppUnderTest.bytes("kept"));
            assertThat(app.send("GET", server.at("/a"))).isEqualTo(kept);
            assertThat(app.send("GET", server.at("/a"))).isEqualTo(kept);
            assertThat(server.received()).hasSize(1);
            assertThat(server.received().get(0).header("X-Api-Key")).contains(KEY);
            assertThat(contents(cache)).contains("/a", "kept").doesNotContain(KEY);
        }
    }

    private AppUnderTest start(String habit, Path rules, String key) {
        return AppUnderTest.with(application(habit), combination.jdk())
                .agent(rules)
                .variable(Counterparts.API_KEY_VARIABLE, key)
                .start();
    }

    private Application application(String habit) {
        Application library = combination.application();
        return Application.of(
                library.name() + ", " + habit,
                "okhttp.OwnHabits#" + habit,
                library.coordinates().toArray(String[]::new));
    }

    private static List<String> credentials(List<ReceivedRequest> requests) {
        return requests.stream()
                .map(request -> request.header("Authorization").orElse(""))
                .toList();
    }

    private static String contents(Path folder) throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return String.join("\n", contents);
    }
}
