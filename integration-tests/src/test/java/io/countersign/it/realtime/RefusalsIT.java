package io.countersign.it.realtime;

import io.countersign.counterpart.AppSyncMode;
import io.countersign.counterpart.MutableClock;
import io.countersign.counterpart.TokenIssuer;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.countersign.it.realtime.Talk.GRAPHQL;
import static io.countersign.it.realtime.Talk.start;
import static org.assertj.core.api.Assertions.assertThat;

/** Where there are no credentials, and where they are refused. */
final class RefusalsIT {

    private static final String OLD = "realtime-token-old-1f4c";
    private static final Duration LIFETIME = Duration.ofSeconds(8);
    private static final String NEW = "realtime-token-new-93ab";

    @TempDir
    private Path folder;

    static List<Application> clients() {
        return Talk.clients();
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aHandshakeWithoutCredentialsFailsWithTheCauseAndIsNotTriedAgain(Application client) throws IOException {
        try (Scene scene = Scene.of(folder, Scene.AWS, tokenOfFile(NEW));
                Talk talk = scene.start(client, Map.of())) {
            Outcome failed = talk.tryToOpen(scene.gate().realtime("/graphql"), GRAPHQL);

            assertThat(failed.status()).isEqualTo("java.io.IOException");
            assertThat(failed.message()).startsWith("Countersign: who: ").contains("token");
            assertThat(scene.gate().handshakes()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whereTheRuleSaysSoItGoesOutWithoutCredentials(Application client) throws IOException {
        try (Scene scene = Scene.of(folder, Scene.AWS, tokenOfFile(NEW));
                Talk talk = scene.start(client, Map.of("on-failure", "pass"))) {
            talk.tryToOpen(scene.gate().realtime("/graphql"), GRAPHQL);

            assertThat(scene.gate().handshakes()).hasSize(1);
            assertThat(scene.gate().refusals()).containsExactly("no authorization in the handshake");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aRefusedHandshakeIsMadeAgainWithAFreshTokenOnce(Application client) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), OLD);
        try (Scene scene = Scene.of(folder, Scene.AWS, tokenOfFile(NEW));
                Talk talk = scene.start(client, Map.of())) {
            Outcome refused = talk.tryToOpen(scene.gate().realtime("/graphql"), GRAPHQL);
            assertThat(refused.status()).isNotEqualTo("101");
            int sent = scene.gate().handshakes().size();
            assertThat(sent).isBetween(1, 2);

            Files.writeString(token, NEW);
            talk.open(scene.gate().realtime("/graphql"), GRAPHQL).initGraphQl();
            SubscriptionsIT.assertHears(reset(scene), talk, "1");
        }
    }

    /** With java.net.http the send fails; OkHttp has no send that could, so the web socket does, and its listener hears why. */
    @ParameterizedTest
    @MethodSource("clients")
    void aMessageWithoutCredentialsDoesNotGoOut(Application client) throws IOException {
        // Its clock stands still, so that it is the agent alone which finds that the token is old.
        Clock clock = new MutableClock(Clock.systemUTC().instant());
        TokenIssuer issuer = TokenIssuer.of("https://issuer.test", clock);
        String token = issuer.idToken("somebody", "audience", LIFETIME);
        RunLogs.ledger().record(token);
        Files.writeString(folder.resolve("token"), token);
        Mode.Way way = new Mode.Way(AppSyncMode.openIdConnect(issuer), this::describe, () -> {});
        try (Scene scene = Scene.of(folder, Scene.AWS, way);
                Talk talk = scene.start(client, Map.of())) {
            talk.open(scene.gate().realtime("/graphql"), GRAPHQL).initGraphQl();
            Outcome outcome = talk.tryToSay(start("1"));
            int sent = 0;
            while (outcome.status().equals("200")) { // ends with the token, which has no successor
                scene.gate().awaitStarts(++sent);
                assertThat(scene.gate().refusals()).isEmpty();
                outcome = talk.tryToSay(start("1"));
            }
            assertThat(outcome.status()).isEqualTo("java.io.IOException");
            assertThat(outcome.message()).startsWith("Countersign: who: ").contains("expired");
            assertThat(scene.gate().starts()).hasSize(sent);
            if (client.equals(Talk.JDK)) {
                talk.say("{\"type\":\"ping\"}");
                scene.gate().awaitMessages(sent + 2);
            }
        }
    }

    private static Scene reset(Scene scene) {
        scene.gate().reset();
        return scene;
    }

    private Mode.Way tokenOfFile(String accepted) {
        RunLogs.ledger().record(OLD);
        RunLogs.ledger().record(NEW);
        return new Mode.Way(AppSyncMode.lambda(accepted), this::describe, () -> {});
    }

    private void describe(RulesFile rules) {
        rules.identity(Mode.IDENTITY, "token").with("file", folder.resolve("token"));
    }
}
