package io.countersign.it.realtime;

import io.countersign.counterpart.AppSyncHosts;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @MethodSource("everyModeWithEveryClient")
    void publishesAndHears(Mode mode, Application client) throws IOException {
        AppSyncHosts hosts = mode.ordinal() % 2 == 0 ? Scene.AWS : Scene.CUSTOM;
        try (Scene scene = Scene.of(folder, hosts, mode.open(folder));
                Talk talk = scene.start(client, mode == Mode.IAM ? Map.of("region", Mode.REGION) : Map.of())) {
            talk.open(scene.gate().realtime("/event/realtime"), EVENTS).initEvents();
            talk.say("{ \"type\":\"subscribe\", \"id\":\"s1\", \"channel\":\"\\/default\\/*\" }");
            scene.gate().awaitStarts(1);
            assertThat(scene.gate().refusals()).isEmpty();
            talk.hear("{\"type\":\"subscribe_success\",\"id\":\"s1\"}");

            talk.say("{\"type\":\"publish\",\"events\":[ \"" + EVENT + "\" ],\"id\":\"p1\",\"channel\":\"/default/a\"}");
            scene.gate().awaitStarts(2);
            assertThat(scene.gate().refusals()).isEmpty();
            talk.hear("{\"type\":\"data\",\"id\":\"s1\",\"event\":\"{\\\"text\\\":\\\"héllo 🔑/\\\"}\"}");
        }
    }

    static Stream<Application> okHttp() {
        return Stream.of(io.countersign.it.harness.Applications.OKHTTP_4);
    }

    @ParameterizedTest
    @MethodSource("okHttp")
    void publishesOverHttpWithTheSameRule(Application client) throws IOException {
        try (Scene scene = Scene.of(folder, Scene.AWS, Mode.IAM.open(folder));
                Talk talk = scene.start(client, Map.of("region", Mode.REGION))) {
            Outcome published = talk.app()
                    .send(
                            "POST",
                            scene.gate().http("/event"),
                            "{\"channel\":\"/default/a\",\"events\":[\"1\"]}"
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                            "Content-Type: application/json");

            assertThat(scene.gate().refusals()).isEmpty();
            assertThat(published.status()).isEqualTo("200");
        }
    }
}
