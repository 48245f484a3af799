package io.countersign.application.jdk;

import io.countersign.application.Client;
import io.countersign.application.Conversation;
import io.countersign.application.Heard;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Web sockets of {@code java.net.http}, whose texts can be sent in parts. */
public final class Conversations implements Conversation.Library {

    private final HttpClient http = HttpClient.newHttpClient();

    private Conversations() {}

    /** One at a time. */
    public static Client one() {
        return new Conversation(new Conversations(), JdkHttpClient.blocking());
    }

    @Override
    public Conversation.Socket open(String url, List<String> subprotocols, Map<String, String> headers, Heard heard)
            throws Exception {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (!subprotocols.isEmpty()) {
            builder.subprotocols(
                    subprotocols.get(0),
                    subprotocols.subList(1, subprotocols.size()).toArray(new String[0]));
        }
        return new Open(got(builder.buildAsync(URI.create(url), new Ears(heard))));
    }

    private static <T> T got(CompletableFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    /** One that is open. */
    private static final class Open implements Conversation.Socket {

        private final WebSocket socket;

        Open(WebSocket socket) {
            this.socket = socket;
        }

        @Override
        public String subprotocol() {
            return socket.getSubprotocol();
        }

        @Override
        public boolean say(String text, boolean last) throws Exception {
            got(socket.sendText(text, last));
            return true;
        }

        @Override
        public boolean send(byte[] bytes) throws Exception {
            got(socket.sendBinary(ByteBuffer.wrap(bytes), true));
            return true;
        }

        @Override
        public void close() throws Exception {
            got(socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
        }
    }

    /** Hears. */
    private static final class Ears implements WebSocket.Listener {

        private final Heard heard;
        private final StringBuilder text = new StringBuilder();

        Ears(Heard heard) {
            this.heard = heard;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard.text(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            heard.closed(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            heard.failed(failure);
        }
    }
}
