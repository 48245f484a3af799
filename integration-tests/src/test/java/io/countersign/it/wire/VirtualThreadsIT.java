package io.countersign.it.wire;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Virtual threads that wait in the agent's code, for the first log-in or for a body that is signed, leave the thread that
 * carries them. Only one carries them all here, and no body comes before all are asked for; so one that stays would keep the
 * others from coming. The JDK's flight recorder tells of shorter stays, of those at least that do not end in a monitor.
 */
final class VirtualThreadsIT {

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example23456789";
    private static final String PASSWORD = "Virtual battery staple 5!";
    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final int REQUESTS = 20;

    static Stream<Combination> combinations() {
        return WireClients.onVirtualThreads();
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void noneIsPinnedByTheAgent(Combination combination) throws IOException {
        byte[] none = {};
        Path folder = OneCertificate.folder();
        Path recording = folder.resolve("threads.jfr");
        UserPool pool = UserPool.builder(POOL)
                .user("svc-threads", PASSWORD)
                .client(CLIENT)
                .build();
        try (CognitoServer cognito = CognitoServer.start(pool, Clock.systemUTC(), RunLogs.ledger());
                ApiServer token = ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", CLIENT));
                ApiServer signed = ApiServer.requiring(SignedApis.signature())) {
            Path rules = SignedApis.rules(signed)
                    .with("on-failure", "pass")
                    .identity("user", "cognito-user")
                    .with("user-pool-id", POOL)
                    .with("client-id", CLIENT)
                    .with("username", "svc-threads")
                    .with("password", PASSWORD)
                    .with("endpoint", cognito.endpoint())
                    .with("timeout", "60s")
                    .rule("token", "127.0.0.1:" + token.port(), "user")
                    .write(folder);
            try (AppUnderTest app =
                    recorded(combination, recording).agent(rules).start()) {
                assertAllLetIn(app.sendManyVirtually(REQUESTS, "GET", token.at("/echo"), "", none), none);
                assertAllLetIn(
                        app.sendManyVirtually(REQUESTS, "POST", signed.at("/echo"), "together:", SignedApis.BODY),
                        SignedApis.BODY);
                app.endAndGetErrors();
            }
            assertThat(token.refusals()).isEmpty();
            assertThat(signed.refusals()).isEmpty();
            assertThat(pinned(recording)).isEmpty();
        }
    }

    private static void assertAllLetIn(AppUnderTest.Crowd crowd, byte[] body) {
        List<Outcome> outcomes = crowd.outcomes();
        assertThat(outcomes).hasSize(REQUESTS).containsOnly(Outcome.answer(200, body));
    }

    /** Every event, however short, and no other kind. */
    private static AppUnderTest.Setup recorded(Combination combination, Path recording) {
        return AppUnderTest.with(combination.application(), combination.jdk())
                .option("-XX:StartFlightRecording:filename=" + recording.toAbsolutePath()
                        + ",dumponexit=true,settings=none,+" + PINNED + "#enabled=true,+" + PINNED
                        + "#threshold=0ms,+" + PINNED + "#stackTrace=true")
                .option("-Xlog:jfr+startup=off")
                .option("-Dapplication.by-the-jvms-settings=true")
                .option("-Dhttp.maxConnections=" + REQUESTS)
                .option("-Dapplication.together=" + REQUESTS)
                .option("-Djdk.virtualThreadScheduler.parallelism=1")
                .option("-Djdk.virtualThreadScheduler.maxPoolSize=1");
    }

    private static List<String> pinned(Path recording) throws IOException {
        return RecordingFile.readAllEvents(recording).stream()
                .filter(event -> event.getEventType().getName().equals(PINNED))
                .map(VirtualThreadsIT::stack)
                .filter(stack -> stack.contains("io.countersign.agent") || stack.contains("io.countersign.token"))
                .toList();
    }

    private static String stack(RecordedEvent event) {
        StringBuilder stack = new StringBuilder();
        if (event.getStackTrace() != null) {
            for (RecordedFrame frame : event.getStackTrace().getFrames()) {
                stack.append(frame.getMethod().getType().getName())
                        .append('.')
                        .append(frame.getMethod().getName())
                        .append('\n');
            }
        }
        return stack.toString();
    }
}
