package io.countersign.it.bodies;

import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies that HttpAsyncClient 4 has only from a producer: a file that goes from the disk to the connection. */
@ParameterizedClass
@MethodSource("combinations")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProducedBodiesIT {

    private static final int LIMIT = 16 * 1024;
    private static final byte[] EXACT = new byte[LIMIT];
    private static final byte[] LONG = new byte[300_000];

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Combination client;

    @SuppressWarnings("NullAway.Init")
    private BodyServers servers;

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    static List<Combination> combinations() {
        return Combination.of(List.of(version("4.0.2"), version("4.1.5")));
    }

    private static Application version(String version) {
        return Application.of(
                "Apache HttpAsyncClient " + version + ", zero copy",
                "apache4.ZeroCopyClient#standard",
                "org.apache.httpcomponents:httpasyncclient:" + version);
    }

    @BeforeParameterizedClassInvocation
    void start() throws IOException {
        servers = BodyServers.keeping("16KiB");
        Path folder = Files.createTempDirectory(Path.of("target"), "produced-");
        app = AppUnderTest.with(client.application(), client.jdk())
                .agent(servers.writeRules(folder))
                .start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        app.close();
        servers.close();
    }

    @Test
    void aFileIsSignedAsItIsSent() {
        assertThat(app.send("POST", servers.signed.at("/echo"), EXACT)).isEqualTo(Outcome.answer(200, EXACT));
        assertThat(servers.signed.refusals()).isEmpty();
        assertThat(app.send("POST", servers.failing.at("/echo"), EXACT)).isEqualTo(Outcome.answer(200, EXACT));
    }

    @Test
    void aFileBeyondTheLimitIsRefusedAndTheClientGoesOn() {
        Outcome seen = app.send("POST", servers.failing.at("/refused"), LONG);
        assertThat(seen.status()).isEqualTo("java.io.IOException");
        assertThat(seen.message()).contains("rule 'failing'").contains("300000").contains("16384");
        assertThat(app.send("POST", servers.signed.at("/echo"), EXACT)).isEqualTo(Outcome.answer(200, EXACT));
        assertThat(servers.failing.received())
                .noneMatch(request -> request.raw().contains("/refused"));
    }

    @Test
    void aFileBeyondTheLimitIsPassedOnWhole() {
        assertThat(app.send("POST", servers.passing.at("/echo"), LONG)).isEqualTo(Outcome.answer(200, LONG));
    }
}
