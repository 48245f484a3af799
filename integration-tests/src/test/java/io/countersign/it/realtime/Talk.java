package io.countersign.it.realtime;

import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static io.countersign.it.harness.AppUnderTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/** An application with one web socket, which does as a test says. */
record Talk(AppUnderTest app) implements AutoCloseable {

    static final String GRAPHQL = "graphql-ws";
    static final String EVENTS = "aws-appsync-event-ws";

    static final Application JDK =
            Application.of("java.net.http, messages", "jdk.Conversations#one").since(11);

    /** The oldest OkHttp with web sockets of its own. */
    static final Application OKHTTP_OLDEST = okHttp("okhttp:3.5.0");

    /** A vendor's copy. */
    static final Application COPY = Application.of(
                    "OkHttp of LaunchDarkly, messages",
                    "okhttp.Conversations#one",
                    "com.launchdarkly:launchdarkly-java-server-sdk:7.4.0")
            .moved(Map.of("okhttp3", "com.launchdarkly.shaded.okhttp3", "okio", "com.launchdarkly.shaded.okio"));

    private static final URI HERE = URI.create("here:now");
    private static final Outcome TAKEN = Outcome.answer(200, new byte[0]);

    /** The clients of the acceptance matrix. */
    static List<Application> clients() {
        return List.of(JDK, okHttp("okhttp:3.14.9"), okHttp("okhttp:4.12.0"), okHttp("okhttp-jvm:5.5.1"));
    }

    private static Application okHttp(String library) {
        return Application.of(
                "OkHttp " + library.substring(library.indexOf(':') + 1) + ", messages",
                "okhttp.Conversations#one",
                "com.squareup.okhttp3:" + library);
    }

    /** What a client says to subscribe. */
    static String start(String id) {
        return "{\"id\":\"" + id + "\",\"type\":\"start\",\"payload\":{\"data\":"
                + "\"{\\\"query\\\":\\\"subscription { sent { text } }\\\",\\\"variables\\\":{\\\"ü\\\":\\\"\\u00fc🔑\\\"}}\"}}";
    }

    /** Opens a web socket, and asserts that the application sees what it asked for and nothing else. */
    Talk open(URI uri, String subprotocol, String... headers) {
        assertThat(tryToOpen(uri, subprotocol, headers)).isEqualTo(Outcome.answer(101, bytes(subprotocol)));
        return this;
    }

    Outcome tryToOpen(URI uri, String subprotocol, String... headers) {
        return app.send(
                "OPEN",
                uri,
                Stream.concat(Stream.of("Sec-WebSocket-Protocol: " + subprotocol), Stream.of(headers))
                        .toArray(String[]::new));
    }

    /** Says hello, and hears that it was let in. */
    Talk init(String acknowledgement) {
        say("{\"type\":\"connection_init\"}");
        hear(acknowledgement);
        return hear("{\"type\":\"ka\"}");
    }

    Talk initGraphQl() {
        return init("{\"type\":\"connection_ack\",\"payload\":{\"connectionTimeoutMs\":300000}}");
    }

    Talk initEvents() {
        return init("{\"type\":\"connection_ack\",\"connectionTimeoutMs\":300000}");
    }

    Talk say(String text) {
        assertThat(tryToSay(text)).isEqualTo(TAKEN);
        return this;
    }

    Outcome tryToSay(String text) {
        return app.send("SAY", HERE, bytes(text));
    }

    /** A part of a text, not the last one. */
    Talk part(String text) {
        assertThat(app.send("PART", HERE, bytes(text))).isEqualTo(TAKEN);
        return this;
    }

    Talk send(byte[] bytes) {
        assertThat(app.send("BYTES", HERE, bytes)).isEqualTo(TAKEN);
        return this;
    }

    Talk hear(String text) {
        assertThat(app.send("HEAR", HERE)).as(text).isEqualTo(Outcome.answer(200, bytes(text)));
        return this;
    }

    void hangUp() {
        assertThat(app.send("CLOSE", HERE)).isEqualTo(TAKEN);
    }

    @Override
    public void close() {
        app.close();
    }
}
