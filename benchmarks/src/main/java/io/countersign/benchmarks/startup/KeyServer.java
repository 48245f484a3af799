package io.countersign.benchmarks.startup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers every request with the API key that it carried, so that a run without one is not taken for a fast one. */
final class KeyServer implements AutoCloseable {

    static final String NO_KEY = "no key";

    private final HttpServer server;

    private KeyServer(HttpServer server) {
        this.server = server;
    }

    static KeyServer start() throws IOException {
        // Head and body are two writes here; the second must not wait for the client to acknowledge the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", KeyServer::answer);
        server.start();
        return new KeyServer(server);
    }

    /** Host and port. */
    String authority() {
        InetSocketAddress address = server.getAddress();
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("x-api-key");
        byte[] body = (key == null ? NO_KEY : key).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
