package io.countersign.benchmarks.throughput;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Answers every request alike and counts those with credentials, so that a run without them is not taken for a fast one. */
final class CountingServer implements AutoCloseable {

    private static final byte[] ANSWER = "{\"orders\":[]}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final AtomicInteger authorized = new AtomicInteger();
    private volatile List<String> credentials = List.of();

    private CountingServer(HttpServer server) {
        this.server = server;
    }

    static CountingServer start() throws IOException {
        // Head and body are two writes here; the second must not wait for the client to acknowledge the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CountingServer counting = new CountingServer(server);
        server.createContext("/", counting::answer);
        server.start();
        return counting;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How many requests had an Authorization header since this was last asked. */
    int takeAuthorized() {
        return authorized.getAndSet(0);
    }

    /** The headers with credentials of the last request that had some, each as {@code Name: value}. */
    List<String> lastCredentials() {
        return credentials;
    }

    private void answer(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        if (headers.containsKey("Authorization")) {
            authorized.incrementAndGet();
            credentials = Stream.of("Authorization", "X-Amz-Date")
                    .filter(headers::containsKey)
                    .map(name -> name + ": " + headers.getFirst(name))
                    .toList();
        }
        exchange.sendResponseHeaders(200, ANSWER.length);
        exchange.getResponseBody().write(ANSWER);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
