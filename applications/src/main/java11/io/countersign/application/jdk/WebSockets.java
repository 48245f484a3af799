package io.countersign.application.jdk;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;

/** The web sockets of {@code java.net.http}: what comes back is the status of the handshake. */
public final class WebSockets implements Client {

    private static final int SWITCHING_PROTOCOLS = 101;

    private final HttpClient http = HttpClient.newHttpClient();

    private WebSockets() {}

    /** Opens them and lets them go at once. */
    public static Client handshake() {
        return new WebSockets();
    }

    @Override
    public Response send(Request request) {
        try {
            http.newWebSocketBuilder()
                    .buildAsync(URI.create(request.url()), new WebSocket.Listener() {})
                    .join()
                    .abort();
            return Response.of(SWITCHING_PROTOCOLS, null);
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException) {
                WebSocketHandshakeException refused = (WebSocketHandshakeException) e.getCause();
                return Response.of(refused.getResponse().statusCode(), null);
            }
            throw e;
        }
    }
}
