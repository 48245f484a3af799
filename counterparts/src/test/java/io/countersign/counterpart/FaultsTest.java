package io.countersign.counterpart;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The ways to fail are what they say they are, for as long as they are asked for; and what was sent can be read. */
final class FaultsTest {

    private final CognitoServer server = CognitoServer.start(
            UserPool.builder("eu-central-1_Ab12Cd34E").client("client").build(),
            new MutableClock(Instant.parse("2026-11-01T09:08:07Z")),
            SecretLedger.discarding());
    private final CognitoCaller caller = new CognitoCaller(server, "Ab12Cd34E");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFaultMayBeForOneOperationAndForSoManyCalls() throws Exception {
        server.faults("InitiateAuth").next(2, CognitoServer.error(400, "TooManyRequestsException", "Rate exceeded"));
        assertThatThrownBy(() -> call("RespondToAuthChallenge")).hasMessageContaining("InvalidParameter");
        assertThatThrownBy(() -> call("InitiateAuth")).hasMessageContaining("Rate exceeded");
        assertThatThrownBy(() -> call("InitiateAuth")).hasMessageContaining("Rate exceeded");
        assertThatThrownBy(() -> call("InitiateAuth")).hasMessageContaining("InvalidParameter");
        server.faults(CognitoServer.JWKS).always(Reply.of(503, ""));
        assertThat(get(server.jwksAddress()).statusCode()).isEqualTo(503);
        server.faults(CognitoServer.JWKS).clear();
        assertThat(get(server.jwksAddress()).body()).contains("RS256");
        assertThat(server.calls(CognitoServer.JWKS)).isEqualTo(2);
    }

    @Test
    void anEmptyAnswerIsA200WithoutABody() throws Exception {
        server.faults().next(1, Reply.empty());
        HttpResponse<String> response = get(server.jwksAddress());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aClosedConnectionHasNoByte() throws IOException {
        server.faults().next(1, Reply.Failure.CLOSE);
        try (Socket socket = ask()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aTrickleBeginsLikeAnAnswerAndGoesOn() throws IOException {
        server.faults().next(1, Reply.Failure.TRICKLE);
        try (Socket socket = ask()) {
            InputStream in = socket.getInputStream();
            String head = "HTTP/1.1 200 -\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: 1000000";
            assertThat(new String(in.readNBytes(head.length()), StandardCharsets.ISO_8859_1))
                    .isEqualTo(head);
            assertThat(new String(in.readNBytes(10), StandardCharsets.ISO_8859_1))
                    .isEqualTo("\r\n\r\n{     ");
            server.close();
        }
    }

    @Test
    void theDateIsOnEveryAnswerUnlessItIsSwitchedOff() throws Exception {
        assertThat(get(server.jwksAddress()).headers().firstValue("Date")).hasValue("Sun, 01 Nov 2026 09:08:07 GMT");
        server.sendDate(false);
        assertThat(get(server.jwksAddress()).headers().firstValue("Date")).isEmpty();
    }

    @Test
    void whatWasSentCanBeRead() {
        assertThatThrownBy(() -> call("InitiateAuth")).isInstanceOf(IOException.class);
        assertThat(server.lastInput("InitiateAuth").at("/ClientMetadata/tenant").asText())
                .isEqualTo("blue");
        assertThat(server.inputs("RespondToAuthChallenge")).isEmpty();
        server.forget();
        assertThat(server.calls()).isEmpty();
    }

    private void call(String operation) throws IOException {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("ClientId", "client");
        input.putObject("ClientMetadata").put("tenant", "blue");
        caller.call(operation, input);
    }

    private Socket ask() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.endpoint().getPort());
        socket.getOutputStream().write("POST / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
