package io.countersign.it.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.LogScan;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Every figure that the agent shows by JMX is what its counterparts counted. */
final class FiguresIT {

    private static final int BEANS = 8;

    @TempDir
    private Path folder;

    static Stream<Arguments> clients() {
        Jdk running = Jdk.running();
        return Stream.concat(
                Jdk.tested().stream().map(jdk -> Arguments.of(Applications.URL_CONNECTION, jdk)),
                Stream.of(
                        Arguments.of(Applications.JDK_BLOCKING, running),
                        Arguments.of(Applications.APACHE_4, running),
                        Arguments.of(Applications.APACHE_5, running),
                        Arguments.of(Applications.OKHTTP_4, running)));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void everyFigureIsWhatTheCounterpartsCounted(Application client, Jdk jdk) throws Exception {
        try (Stage stage = new Stage();
                AppUnderTest app = AppUnderTest.with(client, jdk)
                        .agent(stage.rules().write(folder))
                        .option("-Dcom.sun.management.jmxremote")
                        .start();
                Beans beans = Beans.of(app.pid()).await(BEANS)) {
            assertThat(beans.text("type=Identity,name=\"svc\"", "LogIns")).isIn("0", "1");
            stage.play(app);

            assertRules(stage, beans, attempts(client));
            assertIdentities(stage, beans);
            assertAgent(client, beans);
            assertNoSecret(beans);
        }
    }

    /** How often a client tries a request by itself that is refused with an I/O error. */
    private static int attempts(Application client) {
        if (client.equals(Applications.APACHE_4)) {
            return 4;
        }
        return client.equals(Applications.APACHE_5) ? 2 : 1;
    }

    private static void assertRules(Stage stage, Beans beans, int attempts) {
        String orders = "type=Rule,name=\"orders\"";
        List<ReceivedRequest> received = stage.orders.received();
        long own = stage.ownCredentials();
        assertThat(received).hasSize(7);
        assertThat(beans.count(orders, "Matched")).isEqualTo(received.size());
        assertThat(beans.count(orders, "Injected")).isEqualTo(received.size() - own);
        assertThat(beans.count(orders, "Skipped")).isEqualTo(own).isEqualTo(2);
        assertThat(beans.count(orders, "Replayed")).isOne();
        assertThat(beans.count(orders, "Refused")).isZero();
        assertThat(beans.text(orders, "LastError")).isEqualTo("null");
        assertThat(beans.text(orders, "Identity")).isEqualTo("svc");

        String keyed = "type=Rule,name=\"keyed\"";
        assertThat(beans.count(keyed, "Injected"))
                .isEqualTo(stage.keyed.received().size())
                .isEqualTo(2);
        assertThat(beans.count(keyed, "Matched")).isEqualTo(2);

        String unreached = "type=Rule,name=\"unreached\"";
        assertThat(stage.unreached.received()).isEmpty();
        assertThat(beans.count(unreached, "Refused")).isEqualTo(4L * attempts);
        assertThat(beans.count(unreached, "Matched")).isEqualTo(4L * attempts);
        assertThat(beans.text(unreached, "LastError"))
                .startsWith("broken: ")
                .contains("Incorrect username or password");
        assertThat(Instant.parse(beans.text(unreached, "LastErrorTime")))
                .isBefore(Clock.systemUTC().instant());

        String lenient = "type=Rule,name=\"lenient\"";
        assertThat(beans.count(lenient, "Passed"))
                .isEqualTo(stage.lenient.received().size())
                .isEqualTo(5);
        assertThat(stage.lenient.received())
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEmpty());
    }

    private static void assertIdentities(Stage stage, Beans beans) throws IOException {
        String svc = "type=Identity,name=\"svc\"";
        assertThat(beans.count(svc, "LogIns"))
                .isEqualTo(stage.pool.calls(Stage.ANSWER))
                .isOne();
        assertThat(beans.count(svc, "Refreshes"))
                .isEqualTo(stage.pool.calls(Stage.REFRESH))
                .isOne();
        assertThat(beans.count(svc, "Failures")).isZero();
        assertThat(beans.text(svc, "State")).isEqualTo("fresh");
        assertThat(beans.text(svc, "Type")).isEqualTo("cognito-user");
        assertThat(Duration.between(lastEnd(stage), Instant.parse(beans.text(svc, "Expiry")))
                        .toSeconds())
                .isCloseTo(0, within(20L));

        String broken = "type=Identity,name=\"broken\"";
        assertThat(beans.count(broken, "Failures"))
                .isEqualTo(stage.brokenPool.calls(Stage.ANSWER))
                .isOne();
        assertThat(beans.count(broken, "LogIns")).isZero();
        assertThat(beans.text(broken, "State")).isEqualTo("failed");
        assertThat(beans.text(broken, "Expiry")).isEqualTo("null");
        assertThat(beans.text(broken, "LastError")).contains("Incorrect username or password");

        assertThat(beans.text("type=Identity,name=\"key\"", "State")).isEqualTo("fresh");
        assertThat(beans.text("type=Identity,name=\"key\"", "Type")).isEqualTo("api-key");
    }

    /** The end that the last token names, as the API saw it. */
    private static Instant lastEnd(Stage stage) throws IOException {
        String token = stage.orders.received().stream()
                .map(request -> request.header("Authorization").orElse(""))
                .filter(header -> header.startsWith("Bearer ey"))
                .reduce((first, last) -> last)
                .orElseThrow();
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return Instant.ofEpochSecond(
                new ObjectMapper().readTree(claims).get("exp").longValue());
    }

    private void assertAgent(Application client, Beans beans) {
        String agent = "type=Agent";
        assertThat(beans.texts(agent, "Rules")).containsExactly("orders", "keyed", "unreached", "lenient");
        assertThat(beans.texts(agent, "Identities")).containsExactly("svc", "broken", "key");
        assertThat(beans.text(agent, "RulesFile"))
                .isEqualTo(folder.resolve("agent.properties").toString());
        assertThat(beans.text(agent, "Log")).isEqualTo("standard error");
        assertThat(beans.text(agent, "Version")).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        if (client.equals(Applications.OKHTTP_4)) {
            assertThat(beans.texts(agent, "WovenLibraries")).contains("OkHttp 4.12.0 (okhttp-4.12.0.jar)");
        }
    }

    private static void assertNoSecret(Beans beans) throws Exception {
        String all = beans.all().toString();
        assertThat(all).contains("Injected", "LastError");
        assertThat(LogScan.forSecretsIn(RunLogs.secretsIssued()).isClean(all)).isTrue();
    }

    /** What starts a server that main wanted to choose has broken application servers before. */
    @Test
    void aJvmWithoutMBeanServerGetsNoneAndOneThatComesLaterIsUsed() throws Exception {
        Path classes = folder.resolve("classes.txt");
        try (Stage stage = new Stage();
                AppUnderTest app = AppUnderTest.with(Applications.URL_CONNECTION, Jdk.running())
                        .agent(stage.rules().write(folder))
                        .option("-Xlog:class+load=info:file=" + classes + ":tags:filecount=0")
                        .start()) {
            stage.play(app);
            awaitLoaded(classes, "javax.management.MBeanServerFactory");
            assertThat(Files.readString(classes))
                    .contains(" javax.management.MBeanServerFactory ")
                    .doesNotContain(
                            "JmxMBeanServer", "java.lang.management.ManagementFactory", "java.util.logging.Log");

            try (Beans beans = Beans.broughtTo(app.pid()).await(BEANS)) {
                assertRules(stage, beans, 1);
                assertIdentities(stage, beans);
            }
        }
    }

    /** Without HTTP there is nothing to be seen, and nothing is looked for. */
    @Test
    void aJvmWithoutHttpLoadsNothingOfIt() throws Exception {
        Path classes = folder.resolve("classes.txt");
        try (Stage stage = new Stage();
                AppUnderTest app = AppUnderTest.with(Applications.OKHTTP_4, Jdk.running())
                        .agent(stage.rules().write(folder))
                        .option("-Xlog:class+load=info:file=" + classes + ":tags:filecount=0")
                        .start()) {
            awaitLoaded(classes, "io.countersign.agent.ops.StartLine");
            app.endAndGetErrors();
            assertThat(app.goodNews()).isEmpty();
            assertThat(Files.readString(classes))
                    .doesNotContain("javax.management.", "jdk.jfr.", "io.countersign.agent.ops.Rounds");
        }
    }

    private static void awaitLoaded(Path classes, String name) throws IOException {
        Instant limit = Clock.systemUTC().instant().plusSeconds(60);
        while (!Files.readString(classes).contains(" " + name + " ")) {
            assertThat(Clock.systemUTC().instant()).isBefore(limit);
        }
    }
}
