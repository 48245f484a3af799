package io.countersign.it.realtime;

import io.countersign.counterpart.AppSyncHosts;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.countersign.it.harness.AppUnderTest.bytes;
import static io.countersign.it.realtime.Talk.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

/** Every mode with every client: what is published on a channel is heard by who subscribed to it. */
final class EventsIT {

    private static final String EVENT = "{\\\"text\\\":\\\"h\\u00e9llo 🔑\\/\\\"}";

    @TempDir
    private Path folder;

    static Stream<Arguments> everyModeWithEveryClient() {
        return Stream.of(Mode.values())
                .flatMap(mode -> Talk.clients().stream().map(client -> Arguments.of(mode, client)));
    }

    static List<Application> clients() {
        return Talk.clients();
    }

    @ParameterizedTest
    @MethodSource("everyModeWithEveryClient")
    void publishesAndHears(Mode mode, Application client) throws IOException {
        publishAndHear(Scene.AWS, mode, client);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void publishesAndHearsAtACustomDomain(Application client) throws IOException {
        publishAndHear(Scene.CUSTOM, Mode.IAM, client);
    }

    @Test
    void publishesOverHttpWithTheSameRule() throws IOException {
        try (Scene scene = Scene.of(folder, Scene.AWS, Mode.IAM.open(folder));
                Talk talk = scene.start(Applications.OKHTTP_4, Map.of())) {
            Outcome published = talk.app()
                    .send(
                            "POST",
                            scene.gate().http("/event"),
                            bytes("{\"channel\":\"/default/a\",\"events\":[\"1\"]}"),
                            "Content-Type: application/json");

            assertThat(scene.gate().refusals()).isEmpty();
            assertThat(published.status()).isEqualTo("200");
        }
    }

    private void publishAndHear(AppSyncHosts hosts, Mode mode, Application client) throws IOException {
        try (Scene scene = Scene.of(folder, hosts, mode.open(folder));
                Talk talk = scene.start(client, SubscriptionsIT.regionOf(mode))) {
            talk.open(scene.gate().realtime("/event/realtime"), EVENTS).initEvents();
            talk.say("{ \"type\":\"subscribe\", \"id\":\"s1\", \"channel\":\"\\/default\\/*\" }");
            scene.gate().awaitStarts(1);
            assertThat(scene.gate().refusals()).isEmpty();
            talk.hear("{\"type\":\"subscribe_success\",\"id\":\"s1\"}");

            talk.say(
                    "{\"type\":\"publish\",\"events\":[ \"" + EVENT + "\" ],\"id\":\"p1\",\"channel\":\"/default/a\"}");
            scene.gate().awaitStarts(2);
            assertThat(scene.gate().refusals()).isEmpty();
            talk.hear("{\"type\":\"data\",\"id\":\"s1\",\"event\":\"{\\\"text\\\":\\\"héllo 🔑/\\\"}\"}");
        }
    }
}
