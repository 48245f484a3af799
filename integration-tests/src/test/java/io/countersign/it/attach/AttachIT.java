package io.countersign.it.attach;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.it.harness.AgentJar;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Clients that are loaded, and whose connections are open, are authenticated from the attachment on. */
final class AttachIT {

    private static final String KEY = RunLogs.ledger().record("attached-api-key-0c7e");
    private static final SigV4Verifier.Account ACCOUNT = new SigV4Verifier.Account(
            "AKIAATTACHEXAMPLE", RunLogs.ledger().record("attach/secret+access+key/2f9b"), "");
    private static final byte[] BODY = "{\"order\":1}".getBytes(StandardCharsets.UTF_8);

    private final KeepAliveApi api = new KeepAliveApi(KEY);
    private final ApiServer signed = ApiServer.requiring(
            Requirement.signature(SigV4Verifier.of(ACCOUNT, "execute-api", "eu-central-1", Clock.systemUTC())));

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        api.close();
        signed.close();
    }

    static List<Combination> everyClient() {
        return Combination.of(Applications.all());
    }

    @ParameterizedTest
    @MethodSource("everyClient")
    void aClientInUseIsAuthorizedFromThenOn(Combination combination) throws IOException {
        try (AppUnderTest app =
                AppUnderTest.with(combination.application(), combination.jdk()).start()) {
            // First, since the oldest client has one connection, whatever the host.
            assertThat(app.send("POST", signed.at("/before"), BODY).status()).isNotEqualTo("200");
            assertThat(app.send("GET", api.at("/before")).status()).isEqualTo("401");
            assertThat(app.send("GET", api.at("/before")).status()).isEqualTo("401");
            boolean keeps = api.connections().get(0).equals(api.connections().get(1));

            app.attach(rules());

            assertThat(app.send("GET", api.at("/after")).status()).isEqualTo("200");
            assertThat(app.send("POST", api.at("/after"), BODY)).isEqualTo(Outcome.answer(200, BODY));
            assertThat(app.send("POST", signed.at("/echo"), BODY)).isEqualTo(Outcome.answer(200, BODY));
            assertThat(api.connections().get(2).equals(api.connections().get(1)))
                    .as("goes on over the connection that it has, if it keeps any")
                    .isEqualTo(keeps);
            assertSilent(app);
        }
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void theToolOfTheJdkAttaches(Jdk jdk) throws Exception {
        try (AppUnderTest app = start(jdk)) {
            assertThat(app.send("GET", api.at("/before")).status()).isEqualTo("401");
            Path rules = Path.of(rules());
            String options = "\"config=" + rules + ",relocated=false\"";
            List<String> command = List.of(
                    jdk.home().resolve("bin/jcmd").toString(),
                    Long.toString(app.pid()),
                    "JVMTI.agent_load",
                    AgentJar.path().toString(),
                    options);
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
            assertThat(app.send("GET", api.at("/after")).status()).isEqualTo("200");
            assertSilent(app);
        }
    }

    /** Java 8 has no such tool. */
    static List<Jdk> everyJdk() {
        return Jdk.tested().stream().filter(jdk -> jdk.feature() > 8).toList();
    }

    @Test
    void attachedTwiceTheFirstCountsAndOneLineSaysSo() throws IOException {
        try (AppUnderTest app = start(Jdk.running())) {
            app.attach(rules());
            app.attach("nowhere.properties");
            assertThat(app.send("GET", api.at("/")).status()).isEqualTo("200");
            assertThat(ours(app))
                    .containsExactly(
                            "Countersign: warning: attached to a JVM that has Countersign already; only the first"
                                    + " one counts");
        }
    }

    @Test
    void attachedToAJvmThatStartedWithTheAgentItSaysSo() throws IOException {
        try (AppUnderTest app = AppUnderTest.with(Applications.URL_CONNECTION, Jdk.running())
                .agent(rules())
                .start()) {
            app.attach(rules());
            assertThat(app.send("GET", api.at("/")).status()).isEqualTo("200");
            assertThat(ours(app)).singleElement().asString().contains("has Countersign already");
        }
    }

    @Test
    void afterAMistakeInTheOptionsItCanBeAttachedAgain() throws IOException {
        try (AppUnderTest app = start(Jdk.running())) {
            app.attach("config=" + rules() + ",no-such-option");
            assertThat(app.send("GET", api.at("/")).status()).isEqualTo("401");
            app.attach(rules());
            assertThat(app.send("GET", api.at("/")).status()).isEqualTo("200");
            assertThat(ours(app)).singleElement().asString().contains("'no-such-option' is not known", "stays off");
        }
    }

    @Test
    void rulesThatCannotBeUsedNeverEndAJvmThatRunsAndCanBeMended() throws IOException {
        try (AppUnderTest app = start(Jdk.running())) {
            app.attach("config=" + folder.resolve("nowhere.properties") + ",strict=true");
            assertThat(app.send("GET", api.at("/")).status()).isEqualTo("401");
            app.attach(rules());
            assertThat(app.send("GET", api.at("/")).status()).isEqualTo("200");
            assertThat(ours(app)).hasSize(2).last().asString().contains("cannot be used; the agent stays off");
        }
    }

    private static AppUnderTest start(Jdk jdk) {
        return AppUnderTest.with(Applications.URL_CONNECTION, jdk).start();
    }

    private String rules() throws IOException {
        return new RulesFile()
                .identity("catalog", "api-key")
                .with("api-key", KEY)
                .rule("keyed", api.authority(), "catalog")
                .identity("role", "aws")
                .with("access-key-id", ACCOUNT.accessKeyId())
                .with("secret-access-key", ACCOUNT.secretAccessKey())
                .rule("signed", "127.0.0.1:" + signed.port(), "role")
                .with("service", "execute-api")
                .with("region", "eu-central-1")
                .write(folder)
                .toString();
    }

    private static void assertSilent(AppUnderTest app) {
        assertThat(ours(app)).isEmpty();
    }

    /** Java 21 and later warn of any agent that comes late. */
    private static List<String> ours(AppUnderTest app) {
        return app.endAndGetErrors().stream()
                .filter(line -> line.startsWith("Countersign"))
                .toList();
    }
}
