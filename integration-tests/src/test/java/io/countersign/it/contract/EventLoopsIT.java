package io.countersign.it.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A log-in that takes long holds up no thread on which a library does the work of other requests. */
final class EventLoopsIT {

    private static final String TOKEN = "{\"access_token\":\"granted\",\"token_type\":\"Bearer\",\"expires_in\":3600}";

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch served = new CountDownLatch(1);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final HttpServer issuer = server();
    private final HttpServer api = server();
    private final HttpServer other = server();

    EventLoopsIT() throws IOException {}

    static Stream<Application> applications() {
        return Stream.of(
                Application.of(
                        "Reactor Netty 1.3.7, one loop",
                        "reactornetty.ReactorClient#oneLoop",
                        "io.projectreactor.netty:reactor-netty-http:1.3.7"),
                Application.of(
                        "Vert.x 5.1.5, WebClient, one loop",
                        "vertx.WebClientLibrary#oneLoop",
                        "io.vertx:vertx-web-client:5.1.5"));
    }

    /** The log-in is not answered before the other request is. */
    @BeforeEach
    void serve() {
        issuer.createContext("/asked", exchange -> answer(exchange, 200, await(asked)));
        issuer.createContext("/token", exchange -> {
            asked.countDown();
            answer(exchange, 200, await(served) + TOKEN);
        });
        api.createContext("/", exchange -> answer(exchange, status(exchange, "Authorization", "Bearer granted"), ""));
        other.createContext("/", exchange -> {
            answer(exchange, status(exchange, "X-Api-Key", "key-of-the-other"), "");
            served.countDown();
        });
    }

    @AfterEach
    void stop() {
        Stream.of(issuer, api, other).forEach(server -> server.stop(0));
        workers.shutdownNow();
    }

    @ParameterizedTest
    @MethodSource("applications")
    void otherRequestsOfTheSameThreadAreAnsweredDuringALogIn(Application application) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("target"), "loops-");
        Path rules = new RulesFile()
                .identity("slow", "client-credentials")
                .with("token-url", at(issuer, "/token").toString())
                .with("client-id", "app")
                .with("client-secret", "secret-of-app")
                .with("timeout", "60s")
                .rule("slow", "127.0.0.1:" + api.getAddress().getPort(), "slow")
                .identity("quick", "api-key")
                .with("api-key", "key-of-the-other")
                .rule("quick", "127.0.0.1:" + other.getAddress().getPort(), "quick")
                .write(folder);
        try (AppUnderTest app =
                AppUnderTest.with(application, Jdk.running()).agent(rules).start()) {
            Outcome seen =
                    app.send("GET", at(api, "/"), "X-Then: " + at(issuer, "/asked"), "X-Meanwhile: " + at(other, "/"));
            assertThat(seen).isEqualTo(Outcome.answer(200, new byte[0]));
            assertThat(app.endAndGetErrors()).noneMatch(line -> line.startsWith("Countersign"));
        }
    }

    private static int status(HttpExchange exchange, String header, String expected) {
        return expected.equals(exchange.getRequestHeaders().getFirst(header)) ? 200 : 401;
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
            return "";
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private HttpServer server() throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        made.setExecutor(workers);
        made.start();
        return made;
    }

    private static URI at(HttpServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
