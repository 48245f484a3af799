package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body whose token is refused is sent again exactly as it was sent, or not at all: applications have streams that can be
 * read once, and bodies that differ each time. Where it is not sent again, the refused token is given up nevertheless.
 */
@ParameterizedClass
@MethodSource("combinations")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusedBodiesIT {

    /** More than the default of max-buffered-body. */
    private static final int TOO_LONG = 11 * 1024 * 1024;

    private static final byte[] BODY = random(40_000);

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Combination combination;

    @SuppressWarnings("NullAway.Init")
    private Counterparts counterparts;

    @SuppressWarnings("NullAway.Init")
    private AppUnderTest app;

    static List<Combination> combinations() {
        return Combination.of(Stream.concat(
                        Applications.ofJdk().stream(),
                        Stream.of(
                                publishers("string"),
                                publishers("file"),
                                publishers("byteArrays"),
                                publishers("once"),
                                OkHttp2IT.version("2.2.0", "blocking"),
                                OkHttp2IT.version("2.7.5", "blocking"),
                                OkHttpIT.version("3.0.1", "blocking"),
                                OkHttpIT.version("3.3.1", "blocking"),
                                OkHttpIT.version("3.4.2", "blocking"),
                                OkHttpIT.version("3.12.13", "blocking"),
                                OkHttpIT.version("3.14.9", "enqueued"),
                                OkHttpIT.version("4.12.0", "blocking"),
                                OkHttp5IT.version("5.5.1", "blocking")))
                .toList());
    }

    private static Application publishers(String kind) {
        return Application.of("java.net.http, publisher " + kind, "jdk.Publishers#" + kind)
                .since(11);
    }

    @BeforeParameterizedClassInvocation
    void start() throws IOException {
        counterparts = new Counterparts(ApiServer::requiring);
        app = AppUnderTest.with(combination.application(), combination.jdk())
                .agent(counterparts.writeRules(Files.createTempDirectory(Path.of("target"), "refused-")))
                .variable(Counterparts.API_KEY_VARIABLE, counterparts.apiKey)
                .start();
    }

    @AfterParameterizedClassInvocation
    void stop() {
        app.close();
        counterparts.close();
    }

    @BeforeEach
    void refuseOnce() {
        app.send("GET", echo());
        counterparts.access.reset();
        counterparts.access.rejectNext(1);
    }

    /** No more kinds than the engine believes refusals in a row. */
    @ParameterizedTest
    @ValueSource(strings = {"", "sized:", "stream:", "varying:"})
    void aBodyIsSentAgainAsItWasSent(String kind) {
        Outcome seen = app.send("POST", echo(), kind, BODY);
        List<ReceivedRequest> sends = counterparts.access.received();
        boolean once = combination.application().has(Limit.SENDS_A_BODY_ONCE);
        assertThat(seen.status()).isEqualTo(once ? "401" : "200");
        assertThat(sends).hasSize(once ? 1 : 2);
        assertThat(sends.get(0).body()).isNotEmpty();
        assertThat(sends)
                .extracting(ReceivedRequest::body)
                .containsOnly(sends.get(0).body());
        if (!once) {
            assertThat(seen).isEqualTo(Outcome.answer(200, sends.get(0).body()));
        }
        assertNextIsLetIn(sends.get(0));
    }

    /** Without a rule for its length there would be no end to what is kept; the JDK itself keeps what is not streamed. */
    @Test
    void aBodyBeyondTheLimitIsSentOnce() {
        Outcome seen = app.send("POST", echo(), "large:", AppUnderTest.bytes(Integer.toString(TOO_LONG)));
        List<ReceivedRequest> sends = counterparts.access.received();
        boolean kept = combination.application().equals(Applications.URL_CONNECTION);
        assertThat(seen.status()).isEqualTo(kept ? "200" : "401");
        assertThat(sends)
                .hasSize(kept ? 2 : 1)
                .allSatisfy(sent -> assertThat(sent.body()).hasSize(TOO_LONG));
        assertNextIsLetIn(sends.get(0));
    }

    private void assertNextIsLetIn(ReceivedRequest refused) {
        counterparts.access.reset();
        assertThat(app.send("GET", echo()).status()).isEqualTo("200");
        assertThat(counterparts.access.received()).hasSize(1);
        assertThat(counterparts.access.received().get(0).header("Authorization"))
                .isPresent()
                .isNotEqualTo(refused.header("Authorization"));
    }

    private URI echo() {
        return counterparts.access.at("/echo");
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
