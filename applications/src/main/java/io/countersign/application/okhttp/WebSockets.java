package io.countersign.application.okhttp;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** The web sockets of OkHttp, from 3.5 on: what comes back is the status of the handshake. */
public final class WebSockets implements Client {

    private final OkHttpClient http = new OkHttpClient();

    private WebSockets() {}

    /** Opens them and lets them go at once. */
    public static Client handshake() {
        return new WebSockets();
    }

    @Override
    public Response send(Request request) throws Exception {
        CompletableFuture<Integer> status = new CompletableFuture<>();
        WebSocket socket = http.newWebSocket(
                new okhttp3.Request.Builder().url(request.url()).build(), new Handshake(status));
        Response answer = Response.of(status.get(), null);
        socket.cancel();
        return answer;
    }

    /** Tells how it went. */
    private static final class Handshake extends WebSocketListener {

        private final CompletableFuture<Integer> status;

        Handshake(CompletableFuture<Integer> status) {
            this.status = status;
        }

        @Override
        public void onOpen(WebSocket socket, okhttp3.Response response) {
            status.complete(response.code());
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, okhttp3.@Nullable Response response) {
            if (response == null) {
                status.completeExceptionally(failure);
            } else {
                status.complete(response.code());
            }
        }
    }
}
