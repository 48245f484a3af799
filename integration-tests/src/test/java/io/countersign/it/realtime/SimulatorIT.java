package io.countersign.it.realtime;

import io.countersign.counterpart.AppSyncGate;
import io.countersign.counterpart.TokenIssuer;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import io.countersign.it.oracle.AppSyncSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.countersign.it.harness.AppUnderTest.bytes;
import static io.countersign.it.realtime.Talk.GRAPHQL;
import static io.countersign.it.realtime.Talk.start;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every mode with every client before AWS's own engine: what the application sends over HTTP reaches its subscription.
 * Each test has a gate of its own, all of them one engine and one of each that issues tokens.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SimulatorIT {

    private static final String ACKNOWLEDGED =
            "{\"type\":\"connection_ack\",\"payload\":{\"connectionTimeout\":300000}}";
    private static final byte[] MUTATION =
            bytes("{\"query\":\"mutation ($text: String) { send(text: $text) { text } }\","
                    + "\"variables\":{\"text\":\"hello\"}}");

    private final Map<Mode, Mode.Way> ways = new EnumMap<>(Mode.class);
    private final List<AutoCloseable> running = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private AppSyncSimulator simulator;

    @TempDir
    private Path folder;

    @BeforeAll
    void startSimulator(@TempDir Path tokens) throws IOException {
        for (Mode mode : Mode.values()) {
            ways.put(mode, mode.open(tokens));
        }
        running.addAll(ways.values());
        simulator = AppSyncSimulator.start(
                Mode.KEY,
                ways.values().stream()
                        .flatMap(way -> way.requirement().issuer().stream())
                        .map(TokenIssuer::name)
                        .toArray(String[]::new));
        running.add(simulator);
    }

    @AfterAll
    void endSimulator() throws Exception {
        for (AutoCloseable end : running) {
            end.close();
        }
    }

    static Stream<Arguments> everyModeWithEveryClient() {
        return SubscriptionsIT.everyModeWithEveryClient();
    }

    @ParameterizedTest
    @MethodSource("everyModeWithEveryClient")
    void aMutationIsHeardByWhoSubscribed(Mode mode, Application client) throws IOException {
        Mode.Way way = requireNonNull(ways.get(mode));
        try (AppSyncGate gate = AppSyncGate.start(Scene.AWS, simulator, way.requirement());
                Talk talk = new Api(folder, way, gate).start(client, Jdk.running(), SubscriptionsIT.regionOf(mode))) {
            talk.open(gate.realtime("/graphql"), GRAPHQL).say("{\"type\":\"connection_init\"}");
            talk.hear(ACKNOWLEDGED).say(start("1"));
            gate.awaitStarts(1);
            assertThat(gate.refusals()).isEmpty();
            talk.hear("{\"type\":\"start_ack\",\"id\":\"1\",\"payload\":{}}");

            assertThat(talk.app().send("POST", gate.http("/graphql"), MUTATION, "Content-Type: application/json"))
                    .as(() -> gate.refusals().toString())
                    .isEqualTo(Outcome.answer(200, bytes("{\"data\":{\"send\":{\"text\":\"hello\"}}}")));
            talk.hear("{\"type\":\"data\",\"id\":\"1\",\"payload\":{\"data\":{\"sent\":{\"text\":\"hello\"}}}}");
            assertThat(gate.refusals()).isEmpty();
        }
    }
}
