package io.countersign.it.bodies;

import io.countersign.application.LargeBody;
import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static io.countersign.it.harness.AppUnderTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/** A stream of 1 GiB, from a JVM that has 64 MiB, under rules that let 10 MiB be held. */
@ParameterizedClass
@MethodSource("streaming")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LargeBodiesIT {

    private static final long LENGTH = 1L << 30;
    private static final byte[] BODY = bytes(Long.toString(LENGTH));
    private static final String DIGEST = digest();

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Application client;

    @SuppressWarnings("NullAway.Init")
    private BodyServers servers;

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    static List<Application> streaming() {
        return Applications.all().stream()
                .filter(client -> !client.equals(Applications.URL_CONNECTION))
                .toList();
    }

    @BeforeParameterizedClassInvocation
    void start() throws IOException {
        servers = BodyServers.digesting("10MiB");
        Path folder = Files.createTempDirectory(Path.of("target"), "large-");
        app = AppUnderTest.with(client, Jdk.running())
                .agent(servers.writeRules(folder))
                .option("-Xmx64m")
                .start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        app.close();
        servers.close();
    }

    @Test
    void theRuleThatFailsSaysWhyAndSendsNothing() {
        Outcome seen = app.send("POST", servers.failing.at("/echo"), "large:", BODY);
        assertThat(seen.status()).isEqualTo("java.io.IOException");
        assertThat(seen.message())
                .contains("the body cannot be signed")
                .contains("10485760")
                .contains("rule 'failing'")
                .contains("raise max-buffered-body");
        assertThat(servers.failing.received()).isEmpty();
    }

    @Test
    void theRuleThatPassesSendsEveryByte() {
        Outcome seen = app.send("POST", servers.passing.at("/echo"), "large:", BODY);
        assertArrived(seen, servers.passing);
        assertThat(servers.passing.received().get(0).header("Authorization")).isEmpty();
    }

    @Test
    void aRuleThatDoesNotSignLeavesTheStreamAlone() {
        Outcome seen = app.send("POST", servers.keyed.at("/echo"), "large:", BODY);
        assertThat(servers.keyed.refusals()).isEmpty();
        assertArrived(seen, servers.keyed);
    }

    private static void assertArrived(Outcome seen, ApiServer server) {
        assertThat(seen).isEqualTo(Outcome.answer(200, new byte[0]));
        assertThat(server.received()).hasSize(1);
        ReceivedRequest received = server.received().get(0);
        assertThat(received.bodyLength()).isEqualTo(LENGTH);
        assertThat(received.bodyDigest()).isEqualTo(DIGEST);
    }

    private static String digest() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (InputStream body = new DigestInputStream(LargeBody.of(LENGTH), sha256)) {
                body.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
