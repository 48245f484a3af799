package io.countersign.it.realtime;

import io.countersign.counterpart.ReceivedMessage;
import io.countersign.it.harness.Application;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.countersign.it.realtime.Talk.GRAPHQL;
import static io.countersign.it.realtime.Talk.start;
import static org.assertj.core.api.Assertions.assertThat;

/** What happens on a web socket that is open, and after it. */
final class LiveSocketsIT {

    private static final Duration LIFETIME = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LIFETIMES = 3;

    @TempDir
    private Path folder;

    static List<Application> clients() {
        return Talk.clients();
    }

    /** The handshake's token ends while the socket is open; each subscription brings one that lives. All clients at once. */
    @Test
    void everySubscriptionBringsATokenThatLives() throws IOException {
        List<Scene> scenes = new ArrayList<>();
        List<Talk> talks = new ArrayList<>();
        try {
            for (Application client : Talk.clients()) {
                Path own = Files.createDirectory(folder.resolve(Integer.toString(scenes.size())));
                Scene scene = Scene.of(own, Scene.AWS, Mode.cognito(LIFETIME));
                scenes.add(scene);
                Talk talk = scene.start(client, Map.of());
                talks.add(talk);
                talk.open(scene.gate().realtime("/graphql"), GRAPHQL).initGraphQl();
            }
            Instant limit = Clock.systemUTC().instant().plus(PATIENCE);
            int id = 0;
            while (scenes.stream().anyMatch(scene -> tokens(scene) <= LIFETIMES)
                    && Clock.systemUTC().instant().isBefore(limit)) {
                id++;
                for (Talk talk : talks) {
                    subscribeAndStop(talk, id);
                }
            }
            assertThat(scenes).allSatisfy(scene -> {
                assertThat(scene.gate().refusals()).isEmpty();
                assertThat(tokens(scene)).isGreaterThan(LIFETIMES);
                assertThat(scene.gate().handshakes()).hasSize(1);
            });
        } finally {
            talks.forEach(Talk::close);
            scenes.forEach(Scene::close);
        }
    }

    private static void subscribeAndStop(Talk talk, int id) {
        talk.say(start(Integer.toString(id))).hear("{\"type\":\"start_ack\",\"id\":\"" + id + "\"}");
        talk.say("{\"id\":\"" + id + "\",\"type\":\"stop\"}").hear("{\"type\":\"complete\",\"id\":\"" + id + "\"}");
    }

    @ParameterizedTest
    @MethodSource("clients")
    void eachHandshakeIsSignedAnew(Application client) throws IOException {
        try (Scene scene = Scene.of(folder, Scene.AWS, Mode.IAM.open(folder));
                Talk talk = scene.start(client, Map.of())) {
            talk.open(scene.gate().realtime("/graphql"), GRAPHQL).initGraphQl();
            String first = date(scene, 0);
            scene.gate().hangUp();
            Instant limit = Clock.systemUTC().instant().plus(PATIENCE);
            do {
                talk.open(scene.gate().realtime("/graphql"), GRAPHQL).initGraphQl();
            } while (date(scene, scene.gate().handshakes().size() - 1).equals(first)
                    && Clock.systemUTC().instant().isBefore(limit));

            assertThat(date(scene, scene.gate().handshakes().size() - 1)).isNotEqualTo(first);
            assertThat(scene.gate().refusals()).isEmpty();
        }
    }

    @Test
    void partsGoOutAsOneMessageWhenTheLastOneIsThere() throws IOException {
        try (Scene scene = Scene.of(folder, Scene.AWS, Mode.IAM.open(folder));
                Talk talk = scene.start(Talk.JDK, Map.of())) {
            talk.open(scene.gate().realtime("/graphql"), GRAPHQL).initGraphQl();
            String start = start("1");
            talk.part(start.substring(0, 7)).part("").part(start.substring(7, 60));
            talk.say(start.substring(60));
            scene.gate().awaitStarts(1);

            assertThat(scene.gate().refusals()).isEmpty();
            talk.hear("{\"type\":\"start_ack\",\"id\":\"1\"}");
            assertThat(scene.gate().starts().get(0).frames()).isEqualTo(4);
            talk.part("no JSON, ").say("in parts");
            scene.gate().awaitMessages(3);
            assertThat(scene.gate().messages().get(2).text()).isEqualTo("no JSON, in parts");
        }
    }

    @Test
    void partsThatAreTooLongAreNotHeld() throws IOException {
        try (Scene scene = Scene.of(folder, Scene.AWS, Mode.API_KEY.open(folder));
                Talk talk = scene.start(Talk.JDK, Map.of("max-buffered-body", 100))) {
            talk.open(scene.gate().realtime("/graphql"), GRAPHQL).initGraphQl();
            talk.part("a".repeat(90)).part("b".repeat(90)).part("c").say("d");
            talk.say("e".repeat(5));
            scene.gate().awaitMessages(3);

            assertThat(scene.gate().messages())
                    .extracting(ReceivedMessage::text)
                    .contains("a".repeat(90) + "b".repeat(90) + "cd", "eeeee");
        }
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whatNeedsNoAuthorizationPassesAsItIs(Application client) throws IOException {
        String large = "{\"type\":\"start\",\"payload\":" + "[\"ü🔑\",".repeat(60_000) + "\"start\"";
        List<String> texts = List.of(
                "{\"type\":\"start\"",
                "\"start\"",
                "{\"type\":\"stop\",\"id\":\"start\"}",
                large,
                "{\"type\":\"x\" }\n");
        try (Scene scene = Scene.of(folder, Scene.AWS, Mode.IAM.open(folder));
                Talk talk = scene.start(client, Map.of())) {
            talk.open(scene.gate().realtime("/graphql"), GRAPHQL).initGraphQl();
            texts.forEach(talk::say);
            byte[] binary = start("1").getBytes(StandardCharsets.UTF_8);
            talk.send(binary).send(new byte[1 << 20]);
            scene.gate().awaitMessages(1 + texts.size() + 2);

            List<ReceivedMessage> arrived = scene.gate().messages();
            assertThat(arrived.subList(1, 1 + texts.size()))
                    .extracting(ReceivedMessage::text)
                    .containsExactlyElementsOf(texts);
            assertThat(arrived.get(1 + texts.size()).payload()).isEqualTo(binary);
            assertThat(arrived.get(2 + texts.size()).payload()).hasSize(1 << 20);
        }
    }

    /** All else of the message stays, and what the application authorized itself is its own affair. */
    @ParameterizedTest
    @MethodSource("clients")
    void aLargeStartIsAuthorizedAndAnAuthorizedOneIsLeftAlone(Application client) throws IOException {
        String large = start("1").replace("query\\\":\\\"", "query\\\":\\\"" + "#".repeat(1 << 20) + "\\\\n");
        String own = "{\"id\":\"2\",\"type\":\"start\",\"payload\":{\"data\":\"{}\",\"extensions\":"
                + "{\"authorization\":{\"host\":\"mine\"}}}}";
        try (Scene scene = Scene.of(folder, Scene.AWS, Mode.IAM.open(folder));
                Talk talk = scene.start(client, Map.of())) {
            talk.open(scene.gate().realtime("/graphql"), GRAPHQL).initGraphQl();
            talk.say(large).hear("{\"type\":\"start_ack\",\"id\":\"1\"}");
            assertThat(scene.gate().refusals()).isEmpty();
            String sent = scene.gate().starts().get(0).text();
            int from = sent.indexOf("\"extensions\"");
            int to = sent.indexOf("\"data\"");
            assertThat(sent.substring(0, from) + sent.substring(to)).isEqualTo(large);

            talk.say(own);
            scene.gate().awaitStarts(2);
            assertThat(scene.gate().starts().get(1).text()).isEqualTo(own);
        }
    }

    private static long tokens(Scene scene) {
        return scene.gate().starts().stream()
                .map(ReceivedMessage::text)
                .map(text -> text.substring(text.indexOf("\"Authorization\""), text.indexOf("\"data\"")))
                .distinct()
                .count();
    }

    private static String date(Scene scene, int handshake) {
        String json = scene.gate().handshakes().get(handshake).json();
        int start = json.indexOf("X-Amz-Date");
        return json.substring(start, start + "X-Amz-Date\":\"20261122T120000Z".length());
    }
}
