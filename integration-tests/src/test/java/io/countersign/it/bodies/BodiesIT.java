package io.countersign.it.bodies;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Combination;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.countersign.it.harness.AppUnderTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/** Each kind of body through each client, with the agent and without it. */
@ParameterizedClass
@MethodSource("clients")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BodiesIT {

    private static final String LIMIT = "16KiB";
    private static final byte[] SHORT = random(5_000);
    private static final byte[] LONG = random(300_000);

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Combination client;

    @SuppressWarnings("NullAway.Init")
    private BodyServers servers;

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest appWithoutAgent;

    /** Every client, and what comes by its bodies in another way again. */
    static Stream<Combination> clients() {
        return Stream.concat(
                Combination.ofEveryClient(),
                Combination.onTheRunning(
                        List.of(Applications.APACHE_5_MINIMAL, Applications.OKHTTP_2, Applications.OKHTTP_3_3)));
    }

    @BeforeParameterizedClassInvocation
    void start() throws IOException {
        servers = BodyServers.keeping(LIMIT);
        Path folder = Files.createTempDirectory(Path.of("target"), "bodies-");
        app = AppUnderTest.with(client.application(), client.jdk())
                .agent(servers.writeRules(folder))
                .start();
        appWithoutAgent = AppUnderTest.with(client.application(), client.jdk()).start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        app.close();
        appWithoutAgent.close();
        servers.close();
    }

    @BeforeEach
    void resetServers() {
        servers.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes:", "expect:", "sized:", "stream:", "gzip:", "multipart:", "varying:"})
    void aBodyIsSignedAsItIsSent(String kind) {
        Outcome seen = app.send("POST", servers.signed.at("/echo"), kind, SHORT);
        ReceivedRequest received = onlyOne(servers.signed);
        assertThat(servers.signed.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, received.body()));
        assertThat(content(kind, received)).isEqualTo(SHORT);
        assertFramedAsWithoutTheAgent(received, servers.signed, kind, SHORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sized:", "stream:", "varying:", "gzip:"})
    void anEmptyBodyIsSigned(String kind) {
        Outcome seen = app.send("POST", servers.signed.at("/echo"), kind, new byte[0]);
        assertThat(servers.signed.refusals()).isEmpty();
        assertThat(seen.status()).isEqualTo("200");
        assertThat(content(kind, onlyOne(servers.signed))).isEmpty();
    }

    /** Without PATCH in HttpURLConnection, and without GET in OkHttp: they refuse to send it, as without the agent. */
    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "GET"})
    void everyMethodMayHaveABodyThatIsSigned(String method) {
        Outcome seen = app.send(method, servers.signed.at("/echo"), "sized:", SHORT);
        assertThat(servers.signed.refusals()).isEmpty();
        if (refuses(method)) {
            assertThat(seen).isEqualTo(appWithoutAgent.send(method, servers.signed.at("/echo"), "sized:", SHORT));
            assertThat(servers.signed.received()).isEmpty();
        } else {
            assertThat(seen).isEqualTo(Outcome.answer(200, SHORT));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "DELETE"})
    void aRequestWithoutABodyIsSigned(String method) {
        Outcome seen = app.send(method, servers.signed.at("/echo"));
        assertThat(servers.signed.refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, new byte[0]));
    }

    @Test
    void aBodyThatSendsARequestItselfIsTheApplications() {
        byte[] inner = bytes(servers.keyed.at("/echo").toString());
        Outcome seen = app.send("POST", servers.signed.at("/echo"), "nesting:", inner);
        assertThat(servers.keyed.refusals()).isEmpty();
        assertThat(servers.signed.refusals()).isEmpty();
        assertThat(seen.status()).isEqualTo("200");
        assertThat(onlyOne(servers.signed).body()).isEqualTo(bytes("200 own"));
    }

    /** Nothing of it is sent then, also where the library alone would send the beginning as if it were the whole. */
    @Test
    void aBodyThatCannotBeWrittenFailsAndIsNotSent() {
        for (ApiServer server : List.of(servers.signed, servers.passing)) {
            Outcome seen = app.send("POST", server.at("/echo"), "broken:", SHORT);
            assertThat(seen.status()).endsWith("Exception");
            assertThat(seen.message())
                    .as("the application's words, or on newer JDKs those of java.net.http about them")
                    .containsAnyOf("own failure", "Stream supplier has failed");
            assertThat(server.received()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes:", "expect:", "sized:", "stream:", "gzip:", "multipart:", "varying:"})
    void aBodyBeyondTheLimitIsRefused(String kind) {
        Outcome seen = app.send("POST", servers.failing.at("/echo"), kind, LONG);
        assertThat(seen.status()).isEqualTo("java.io.IOException");
        assertThat(seen.message())
                .startsWith("Countersign: role: rule 'failing' (agent.properties:")
                .contains("the body cannot be signed: it ")
                .contains("limit")
                .contains("16384")
                .contains("raise max-buffered-body");
        assertThat(servers.failing.received()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes:", "expect:", "sized:", "stream:", "gzip:", "multipart:", "varying:"})
    void aBodyBeyondTheLimitIsPassedOnWhole(String kind) {
        Outcome seen = app.send("POST", servers.passing.at("/echo"), kind, LONG);
        ReceivedRequest received = onlyOne(servers.passing);
        assertThat(seen).isEqualTo(Outcome.answer(200, received.body()));
        assertThat(received.header("Authorization")).isEmpty();
        assertThat(content(kind, received)).isEqualTo(LONG);
        assertFramedAsWithoutTheAgent(received, servers.passing, kind, LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes:", "sized:", "stream:"})
    void aBodyOfExactlyTheLimitIsSigned(String kind) {
        byte[] exact = Arrays.copyOf(LONG, 16 * 1024);
        Outcome seen = app.send("POST", servers.failing.at("/echo"), kind, exact);
        assertThat(seen).isEqualTo(Outcome.answer(200, exact));
        assertThat(onlyOne(servers.failing).header("Authorization")).isPresent();
    }

    /** A chunked body that is signed is held by the JDK, which then knows its length. */
    private void assertFramedAsWithoutTheAgent(ReceivedRequest with, ApiServer server, String kind, byte[] body) {
        server.reset();
        appWithoutAgent.send("POST", server.at("/echo"), kind, body);
        Map<String, String> expected = Framing.of(onlyOne(server));
        if (client.application().equals(Applications.URL_CONNECTION_CHUNKED) && server == servers.signed) {
            assertThat(expected.remove("Transfer-Encoding")).isEqualTo("chunked");
            expected.put("Content-Length", Framing.of(with).getOrDefault("Content-Length", "none"));
        }
        assertThat(Framing.of(with)).isEqualTo(expected);
    }

    private static ReceivedRequest onlyOne(ApiServer server) {
        assertThat(server.received()).hasSize(1);
        return server.received().get(0);
    }

    /** What the application had in hand, taken out of what it sent. */
    private static byte[] content(String kind, ReceivedRequest received) {
        byte[] body = received.body();
        return switch (kind) {
            case "gzip:" -> unzipped(body);
            case "varying:" -> Arrays.copyOfRange(body, "01234567-0123-0123-0123-0123456789ab".length(), body.length);
            case "multipart:" ->
                partOf(body, received.header("Content-Type").orElse("").replaceAll(".*boundary=", ""));
            default -> body;
        };
    }

    private static byte[] partOf(byte[] form, String boundary) {
        String text = new String(form, StandardCharsets.ISO_8859_1);
        int start = text.indexOf("\r\n\r\n") + 4;
        assertThat(text).startsWith("--" + boundary + "\r\n").endsWith("\r\n--" + boundary + "--\r\n");
        return Arrays.copyOfRange(form, start, text.lastIndexOf("\r\n--" + boundary));
    }

    private static byte[] unzipped(byte[] body) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            in.transferTo(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /** Whether the library does not send a body with this method, or knows no such method. */
    private boolean refuses(String method) {
        String library = client.application().client();
        return library.startsWith("urlconnection")
                ? method.equals("PATCH")
                : library.startsWith("okhttp") && method.equals("GET");
    }
}
