package io.countersign.it.cognito;

import io.countersign.counterpart.RawServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.counterpart.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * An HTTP proxy on loopback (RFC 9110, section 7.6): it forwards POST requests whose target is a whole URL, and refuses every
 * CONNECT, so that nothing leaves this machine.
 */
final class ForwardingProxy implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final RawServer server = RawServer.start(this::reply);

    /** What an identity's {@code proxy} must be. */
    URI address() {
        return server.at("");
    }

    /** Method and target of each request so far. */
    List<String> asked() {
        return server.received().stream()
                .map(request -> request.method() + " " + request.target())
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }

    private Reply reply(ReceivedRequest request) {
        return request.method().equals("CONNECT") ? Reply.of(403, "not through this proxy") : forwarded(request);
    }

    private Reply forwarded(ReceivedRequest request) {
        HttpRequest.Builder onward = HttpRequest.newBuilder(URI.create(request.target()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(request.body()));
        for (String name : List.of("Content-Type", "X-Amz-Target")) {
            request.header(name).ifPresent(value -> onward.header(name, value));
        }
        try {
            HttpResponse<String> answer = http.send(onward.build(), HttpResponse.BodyHandlers.ofString());
            return Reply.of(answer.statusCode(), answer.body()).with("Content-Type", "application/x-amz-json-1.1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
