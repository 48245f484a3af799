package io.countersign.it.realtime;

import io.countersign.counterpart.AppSyncHandshake;
import io.countersign.counterpart.AppSyncHosts;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.countersign.it.realtime.Talk.GRAPHQL;
import static io.countersign.it.realtime.Talk.start;
import static org.assertj.core.api.Assertions.assertThat;

/** Every mode with every client: a subscription is let in, and hears what it subscribed to. */
final class SubscriptionsIT {

    @TempDir
    private Path folder;

    static Stream<Arguments> everyModeWithEveryClient() {
        return Stream.of(Mode.values())
                .flatMap(mode -> Talk.clients().stream().map(client -> Arguments.of(mode, client)));
    }

    @ParameterizedTest
    @MethodSource("everyModeWithEveryClient")
    void subscribes(Mode mode, Application client) throws IOException {
        try (Scene scene = Scene.of(folder, Scene.AWS, mode.open(folder));
                Talk talk = scene.start(client, regionOf(mode))) {
            talk.open(scene.gate().realtime("/graphql"), GRAPHQL).initGraphQl();
            assertHears(scene, talk, "1");
            assertHears(scene, talk, "2");

            AppSyncHandshake handshake = scene.gate().handshakes().get(0);
            assertThat(handshake.forms()).containsExactly(AppSyncHandshake.Form.SUBPROTOCOL);
            assertThat(handshake.offered()).containsExactly(GRAPHQL);
            assertThat(handshake.json()).contains("\"host\":\"" + scene.gate().authority() + "\"");
        }
    }

    static Stream<Arguments> everyFormOfEveryClient() {
        return Stream.of(AppSyncHandshake.Form.values())
                .flatMap(form -> Talk.clients().stream()
                        .flatMap(client ->
                                Stream.of(Mode.API_KEY, Mode.IAM).map(mode -> Arguments.of(form, client, mode))));
    }

    @ParameterizedTest
    @MethodSource("everyFormOfEveryClient")
    void theHandshakeIsOfTheFormThatTheRuleSays(AppSyncHandshake.Form form, Application client, Mode mode)
            throws IOException {
        try (Scene scene = Scene.of(folder, Scene.AWS, mode.open(folder));
                Talk talk = scene.start(client, Map.of("realtime", form.name().toLowerCase(Locale.ROOT)))) {
            talk.open(scene.gate().realtime("/graphql"), GRAPHQL).initGraphQl();
            assertHears(scene, talk, "1");

            AppSyncHandshake handshake = scene.gate().handshakes().get(0);
            assertThat(handshake.forms()).containsExactly(form);
            assertThat(handshake.offered()).containsExactly(GRAPHQL);
        }
    }

    static Stream<Arguments> otherHostsOfEveryClient() {
        return Stream.of(Scene.CUSTOM, AppSyncHosts.of("api.example.test", "sockets.example.test"))
                .flatMap(hosts -> Talk.clients().stream().map(client -> Arguments.of(hosts, client)));
    }

    @ParameterizedTest
    @MethodSource("otherHostsOfEveryClient")
    void theHostMayBeCustomOrNamed(AppSyncHosts hosts, Application client) throws IOException {
        try (Scene scene = Scene.of(folder, hosts, Mode.IAM.open(folder));
                Talk talk = scene.start(client, keys(scene, hosts))) {
            talk.open(scene.gate().realtime("/graphql/realtime"), GRAPHQL).initGraphQl();
            assertHears(scene, talk, "1");
        }
    }

    static Stream<Arguments> otherVersions() {
        return Stream.concat(
                        Combination.of(Talk.JDK).stream(),
                        Combination.onTheRunning(List.of(Talk.OKHTTP_OLDEST, Talk.COPY)))
                .flatMap(combination ->
                        Stream.of(AppSyncHandshake.Form.values()).map(form -> Arguments.of(combination, form)));
    }

    @ParameterizedTest
    @MethodSource("otherVersions")
    void otherVersionsAndCopiesAreAuthorizedLikewise(Combination combination, AppSyncHandshake.Form form)
            throws IOException {
        try (Scene scene = Scene.of(folder, Scene.knownTo(combination.jdk()), Mode.IAM.open(folder));
                Talk talk = scene.start(
                        combination.application(),
                        combination.jdk(),
                        Map.of("region", Mode.REGION, "realtime", form.name().toLowerCase(Locale.ROOT)))) {
            talk.open(scene.gate().realtime("/graphql"), GRAPHQL).initGraphQl();
            assertHears(scene, talk, "1");
            assertThat(scene.gate().handshakes().get(0).forms()).containsExactly(form);
        }
    }

    private static Map<String, Object> keys(Scene scene, AppSyncHosts hosts) {
        return hosts.http().equals(hosts.realtime())
                ? Map.of("region", Mode.REGION)
                : Map.of(
                        "region",
                        Mode.REGION,
                        "realtime-host",
                        hosts.realtime() + ":" + scene.gate().port());
    }

    static Map<String, Object> regionOf(Mode mode) {
        return mode == Mode.IAM ? Map.of("region", Mode.REGION) : Map.of();
    }

    static void assertHears(Scene scene, Talk talk, String id) {
        talk.say(start(id));
        scene.gate().awaitStarts(Integer.parseInt(id));
        assertThat(scene.gate().refusals()).isEmpty();
        talk.hear("{\"type\":\"start_ack\",\"id\":\"" + id + "\"}");
        assertThat(scene.engine().send("{\"sent\":{\"text\":\"hello\"}}")).isEqualTo(Integer.parseInt(id));
        for (String heard : List.of("1", "2").subList(0, Integer.parseInt(id))) {
            talk.hear("{\"type\":\"data\",\"id\":\"" + heard
                    + "\",\"payload\":{\"data\":{\"sent\":{\"text\":\"hello\"}}}}");
        }
    }
}
