package io.countersign.application.okhttp;

import io.countersign.application.Client;
import io.countersign.application.Conversation;
import io.countersign.application.Heard;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Web sockets of OkHttp 3.5 and later, whose messages are texts. */
public final class Conversations implements Conversation.Library {

    private static final int NORMAL = 1000;
    private static final String SUBPROTOCOLS = "Sec-WebSocket-Protocol";

    private final OkHttpClient http = new OkHttpClient();

    private Conversations() {}

    /** One at a time. */
    public static Client one() {
        return new Conversation(new Conversations(), OkHttpLibrary.blocking());
    }

    @Override
    public Conversation.Socket open(String url, List<String> subprotocols, Map<String, String> headers, Heard heard)
            throws Exception {
        Request.Builder request = new Request.Builder().url(url);
        headers.forEach(request::addHeader);
        if (!subprotocols.isEmpty()) {
            request.addHeader(SUBPROTOCOLS, String.join(", ", subprotocols));
        }
        Ears ears = new Ears(heard);
        WebSocket socket = http.newWebSocket(request.build(), ears);
        try {
            return new Open(socket, ears.opened.get(), ears);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    /** One that is open. */
    private static final class Open implements Conversation.Socket {

        private final WebSocket socket;
        private final String subprotocol;
        private final Ears ears;

        Open(WebSocket socket, String subprotocol, Ears ears) {
            this.socket = socket;
            this.subprotocol = subprotocol;
            this.ears = ears;
        }

        @Override
        public String subprotocol() {
            return subprotocol;
        }

        /** If it is not taken, the listener knows why. */
        @Override
        public boolean say(String text, boolean last) throws Exception {
            if (!last) {
                throw new IOException("OkHttp sends whole texts");
            }
            boolean taken = socket.send(text);
            if (!taken && ears.failed.isDone()) {
                throw ears.failed.get();
            }
            return taken;
        }

        @Override
        public boolean send(byte[] bytes) {
            return socket.send(ByteString.of(bytes));
        }

        @Override
        public void close() {
            socket.close(NORMAL, null);
        }
    }

    /** Hears. */
    private static final class Ears extends WebSocketListener {

        private final CompletableFuture<String> opened = new CompletableFuture<>();
        private final CompletableFuture<Exception> failed = new CompletableFuture<>();
        private final Heard heard;

        Ears(Heard heard) {
            this.heard = heard;
        }

        @Override
        public void onOpen(WebSocket socket, Response response) {
            String asked =
                    response.request().header(SUBPROTOCOLS) + response.request().url();
            if (asked.contains("header-") || asked.contains("header=")) {
                opened.completeExceptionally(new IOException("the application sees an authorization"));
            }
            opened.complete(String.valueOf(response.header(SUBPROTOCOLS, "")));
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            heard.text(text);
        }

        @Override
        public void onClosing(WebSocket socket, int code, String reason) {
            heard.closed(code);
            socket.close(NORMAL, null);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable failure, @Nullable Response response) {
            opened.completeExceptionally(failure);
            failed.complete((Exception) failure);
            heard.failed(failure);
        }
    }
}
