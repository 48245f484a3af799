package io.countersign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.request.RequestTarget;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The vectors recorded from gql 4 and botocore, as a rules file makes handshakes and messages of them. */
final class RealtimeVectorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("handshakes")
    void theUrlIsThatOfGql(Vector vector) throws Exception {
        Hop hop = Hop.handshake(vector.realtimeUrl());
        engine(vector, "query").authorize(hop);

        assertThat(hop.target.query())
                .isEqualTo(URI.create(vector.text("auth_url")).getRawQuery());
        assertThat(hop.headers).containsEntry("Sec-WebSocket-Protocol", "graphql-ws");
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void theSubprotocolHoldsTheObjectOfGql(Vector vector) throws Exception {
        Hop hop = Hop.handshake(vector.realtimeUrl()).with("Sec-WebSocket-Protocol", "graphql-ws");
        engine(vector, "subprotocol").authorize(hop);

        String names = String.valueOf(hop.header("Sec-WebSocket-Protocol"));
        assertThat(names).startsWith("graphql-ws, header-");
        byte[] object = Base64.getUrlDecoder().decode(names.substring("graphql-ws, header-".length()));
        assertThat(new String(object, StandardCharsets.UTF_8)).isEqualTo(vector.text("auth_url_header_decoded"));
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void theHeadersAreTheSetOfGql(Vector vector) throws Exception {
        Hop hop = Hop.handshake(vector.realtimeUrl());
        engine(vector, "headers").authorize(hop);

        vector.json()
                .get("result_headers")
                .properties()
                .forEach(header -> assertThat(hop.headers)
                        .containsEntry(header.getKey(), header.getValue().textValue()));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theMessageHoldsTheHeadersOfGql(Vector vector) throws Exception {
        ObjectNode start = JSON.createObjectNode().put("id", "1").put("type", "start");
        start.putObject("payload").put("data", vector.text("data"));
        RequestTarget socket = RequestTarget.of(URI.create(vector.realtimeUrl()));
        String sent = engine(vector, "subprotocol").authorizeMessage(socket, "graphql-ws", start.toString());

        assertThat(JSON.readTree(sent).at("/payload/extensions/authorization"))
                .isEqualTo(vector.json().get("result_headers"));
    }

    @Test
    void noVectorIsLeftOut() throws IOException {
        assertThat(handshakes()).hasSize(9);
        assertThat(messages()).hasSize(5);
    }

    static List<Vector> handshakes() throws IOException {
        return vectors().stream()
                .filter(vector -> vector.json().has("auth_url"))
                .toList();
    }

    /** Those of HTTP requests carry headers of their own. */
    static List<Vector> messages() throws IOException {
        return vectors().stream()
                .filter(vector -> vector.json().path("data").isTextual()
                        && !vector.json().path("headers").isObject())
                .toList();
    }

    private static List<Vector> vectors() throws IOException {
        try (InputStream file = RealtimeVectorsTest.class.getResourceAsStream("/vectors/appsync.json")) {
            List<Vector> vectors = new ArrayList<>();
            JSON.readTree(file).get("vectors").forEach(json -> vectors.add(new Vector(json)));
            return vectors;
        }
    }

    private AuthEngine engine(Vector vector, String form) throws Exception {
        Path file = Files.writeString(
                folder.resolve("agent.properties"), vector.rules() + "rule.r.realtime = " + form + "\n");
        Surroundings surroundings = Surroundings.of(vector.clock(), new SecureRandom(), Runnable::run, time -> {});
        return AuthEngine.of(RulesFile.read(file.toFile(), null, Environment.ofProcess()), surroundings);
    }

    /** One recorded call of gql. */
    record Vector(JsonNode json) {

        String text(String field) {
            return json.get(field).textValue();
        }

        String realtimeUrl() {
            return text("url").replace("https://", "wss://").replace("appsync-api", "appsync-realtime-api");
        }

        String rules() {
            String identity = switch (text("kind")) {
                case "apikey" -> "type = api-key\nidentity.i.api-key = " + text("api_key");
                case "jwt" -> "type = token\nidentity.i.value = " + text("jwt");
                default ->
                    "type = aws\nidentity.i.access-key-id = " + text("access_key")
                            + "\nidentity.i.secret-access-key = " + text("secret_key")
                            + (json.get("session_token").isNull()
                                    ? ""
                                    : "\nidentity.i.session-token = " + text("session_token"));
            };
            return "identity.i." + identity + "\nrule.r.identity = i\nrule.r.auth = appsync\nrule.r.hosts = "
                    + URI.create(text("url")).getHost() + "\n"
                    + (json.path("region").isTextual() ? "rule.r.region = " + text("region") + "\n" : "");
        }

        Clock clock() {
            if (!json.path("clock").isTextual()) {
                return Clock.systemUTC();
            }
            LocalDateTime time =
                    LocalDateTime.parse(text("clock"), DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'"));
            return Clock.fixed(time.toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        }

        @Override
        public String toString() {
            return text("name");
        }
    }
}
