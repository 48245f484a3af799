package io.countersign.it.contract;

import io.countersign.counterpart.RawServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Reply;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The request that opens a web socket is a hop like any other, also when it is refused at first. */
@ParameterizedClass
@MethodSource("combinations")
final class HandshakesIT {

    /** What a server appends to the key of a handshake (RFC 6455, section 1.3). */
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private static final String OLD = "Bearer handshake-token-old-77d1";
    private static final String NEW = "Bearer handshake-token-new-0c39";

    @Parameter
    @SuppressWarnings("NullAway.Init")
    private Combination combination;

    @TempDir
    private Path folder;

    static List<Combination> combinations() {
        return Combination.of(List.of(
                Application.of("java.net.http, web socket", "jdk.WebSockets#handshake")
                        .since(11),
                okHttp("3.5.0"),
                okHttp("3.14.9"),
                okHttp("4.12.0"),
                Application.of(
                        "OkHttp 5.5.1, web socket",
                        "okhttp.WebSockets#handshake",
                        "com.squareup.okhttp3:okhttp-jvm:5.5.1")));
    }

    private static Application okHttp(String version) {
        return Application.of(
                "OkHttp " + version + ", web socket",
                "okhttp.WebSockets#handshake",
                "com.squareup.okhttp3:okhttp:" + version);
    }

    @Test
    void aHandshakeThatIsRefusedOnceIsMadeAgainWithAFreshToken() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), token(OLD));
        try (RawServer server = RawServer.start(request -> answer(request, token));
                AppUnderTest app = AppUnderTest.with(combination.application(), combination.jdk())
                        .agent(rules(server, token))
                        .start()) {
            URI socket = URI.create("ws://127.0.0.1:" + server.port() + "/socket");
            assertThat(app.send("GET", socket).status()).isEqualTo("101");
            assertThat(server.received())
                    .extracting(request -> request.header("Authorization").orElse(""))
                    .containsExactly(OLD, NEW);
            assertThat(server.received())
                    .extracting(request -> request.header("Upgrade").orElse(""))
                    .containsOnly("websocket");
        }
    }

    @Test
    void aHandshakeOfAppSyncIsMadeAgainWithAnotherAuthorization() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), token(OLD));
        try (RawServer server = RawServer.start(request -> answer(request, subprotocol(request), token));
                AppUnderTest app = AppUnderTest.with(combination.application(), combination.jdk())
                        .agent(appSync(server, token))
                        .start()) {
            URI socket = URI.create("ws://127.0.0.1:" + server.port() + "/graphql/realtime");
            assertThat(app.send("GET", socket).status()).isEqualTo("101");
            assertThat(server.received()).extracting(HandshakesIT::subprotocol).containsExactly(OLD, NEW);
        }
    }

    private Path appSync(RawServer server, Path token) throws IOException {
        RunLogs.ledger().record(token(OLD));
        RunLogs.ledger().record(token(NEW));
        return new RulesFile()
                .identity("file", "token")
                .with("file", token.getFileName())
                .rule("socket", "127.0.0.1:" + server.port(), "file")
                .with("auth", "appsync")
                .write(folder);
    }

    /** The token in the list of subprotocols, as the header of HTTP has it. */
    private static String subprotocol(ReceivedRequest request) {
        String names = request.header("Sec-WebSocket-Protocol").orElse("");
        String encoded = names.substring(names.indexOf("header-") + "header-".length());
        String object = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        assertThat(names).startsWith("graphql-ws, header-");
        return object.contains('"' + token(OLD) + '"') ? OLD : object.contains('"' + token(NEW) + '"') ? NEW : object;
    }

    private Path rules(RawServer server, Path token) throws IOException {
        RunLogs.ledger().record(token(OLD));
        RunLogs.ledger().record(token(NEW));
        return new RulesFile()
                .identity("file", "token")
                .with("file", token.getFileName())
                .rule("socket", "127.0.0.1:" + server.port(), "file")
                .write(folder);
    }

    /** The old token is refused, and a new one is there from then on. */
    private static Reply answer(ReceivedRequest request, Path token) {
        return answer(request, request.header("Authorization").orElse(""), token);
    }

    private static Reply answer(ReceivedRequest request, String shown, Path token) {
        if (!shown.equals(NEW)) {
            write(token);
            return Reply.of(401, "").with("WWW-Authenticate", "Bearer");
        }
        return Reply.of(101, "")
                .with("Upgrade", "websocket")
                .with("Connection", "Upgrade")
                .with(
                        "Sec-WebSocket-Accept",
                        accept(request.header("Sec-WebSocket-Key").orElse("")));
    }

    private static void write(Path token) {
        try {
            Files.writeString(token, token(NEW));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String token(String header) {
        return header.substring("Bearer ".length());
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
