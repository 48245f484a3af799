package io.countersign.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Amazon Cognito for one user, over HTTP on the loopback interface. It fails when a test says so, keeps every request
 * that it got, and leaves what a user pool decides to {@link PoolRules}.
 */
final class FakeUserPool implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "AWSCognitoIdentityProviderService.";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Queue<Refusal>> refusals = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final PoolRules rules;
    private volatile boolean hanging;

    private FakeUserPool(PoolRules rules, HttpServer server) {
        this.rules = rules;
        this.server = server;
    }

    static FakeUserPool start(PoolRules rules) {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            FakeUserPool pool = new FakeUserPool(rules, HttpServer.create(anyPort, 0));
            pool.server.setExecutor(pool.threads);
            pool.server.createContext("/", pool::handle);
            pool.server.start();
            return pool;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on requests are taken and not answered. */
    void hang() {
        hanging = true;
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The next call of an operation is refused; one refusal per call. */
    void refuse(String operation, int status, String code, String message) {
        refusals.computeIfAbsent(operation, ignored -> new ConcurrentLinkedQueue<>())
                .add(new Refusal(status, code, message));
    }

    /** Operations in the order of the calls, the flow behind a colon. */
    List<String> calls() {
        return calls.stream().map(Call::name).toList();
    }

    /** The last call of all. */
    Call last() {
        return calls.get(calls.size() - 1);
    }

    /** Everything that went over the wire, as text. */
    String traffic() {
        return calls.toString();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String operation =
                    exchange.getRequestHeaders().getFirst("X-Amz-Target").substring(TARGET.length());
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            calls.add(new Call(operation, body, authorization == null ? "" : authorization));
            if (hanging) {
                awaitClose();
                return;
            }
            Queue<Refusal> queued = refusals.getOrDefault(operation, new ArrayDeque<>());
            Refusal planned = queued.poll();
            try {
                if (planned != null) {
                    throw planned;
                }
                answer(exchange, 200, rules.answer(operation, body));
            } catch (Refusal refusal) {
                Map<String, Object> error = new LinkedHashMap<>();
                error.put("__type", refusal.code);
                error.put("message", refusal.getMessage());
                answer(exchange, refusal.status, error);
            }
        }
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** One request. */
    record Call(String operation, JsonNode body, String authorization) {

        String name() {
            return body.has("AuthFlow") ? operation + ":" + body.get("AuthFlow").asText() : operation;
        }

        /** A parameter, wherever in the body it stands; empty if there is none. */
        String parameter(String name) {
            List<String> values = body.findValuesAsText(name);
            return values.isEmpty() ? "" : values.get(0);
        }
    }

    /** An error that Cognito answers with. */
    static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final int status;
        private final String code;

        Refusal(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    /** Text of a JSON object. */
    static String json(Map<String, Object> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
