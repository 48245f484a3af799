package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** One web socket to a {@link RemoteEngine}. What is sent waits until it is open, and until what was sent before is gone. */
final class RemoteSocket implements AppSyncEngine.Peer, WebSocket.Listener {

    private static final int INTERNAL_ERROR = 1011;

    private final AppSyncEngine.Peer client;
    private final UnaryOperator<List<Header>> known;
    private final StringBuilder part = new StringBuilder();
    private CompletableFuture<WebSocket> last = new CompletableFuture<>();

    /** @param known the credentials in a header set, or others if the engine would not know them */
    RemoteSocket(AppSyncEngine.Peer client, UnaryOperator<List<Header>> known) {
        this.client = client;
        this.known = known;
    }

    /** Called once, before anything is sent. */
    synchronized void open(CompletableFuture<WebSocket> opening) {
        last = opening;
        opening.exceptionally(failure -> {
            client.close(INTERNAL_ERROR, "no engine");
            return null;
        });
    }

    @Override
    public void text(String message) {
        AppSyncMessage read = AppSyncMessage.of(AppSyncHandshake.GRAPHQL, message);
        String forwarded = read.needsAuthorization() ? withKnownCredentials(read.asRequest(), message) : message;
        then(socket -> socket.sendText(forwarded, true));
    }

    @Override
    public void binary(byte[] message) {
        then(socket -> socket.sendBinary(ByteBuffer.wrap(message), true));
    }

    @Override
    public void close(int code, String reason) {
        then(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, reason));
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean isLast) {
        part.append(data);
        if (isLast) {
            client.text(part.toString());
            part.setLength(0);
        }
        return WebSocket.Listener.super.onText(socket, data, isLast);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        client.close(code, reason);
        return WebSocket.Listener.super.onClose(socket, code, reason);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        client.close(INTERNAL_ERROR, "the engine is gone");
    }

    private synchronized void then(Function<WebSocket, CompletableFuture<WebSocket>> send) {
        last = last.thenCompose(send);
    }

    /** The message itself, if the engine knows what is in it. */
    private String withKnownCredentials(ReceivedRequest authorized, String message) {
        List<Header> shown = new ArrayList<>(authorized.headers());
        List<Header> credentials = known.apply(shown);
        if (shown.containsAll(credentials)) {
            return message;
        }
        JsonNode json = AppSyncMessage.parsed(message);
        ((ObjectNode) json.path("payload").path("extensions")).set("authorization", RemoteEngine.json(credentials));
        return json.toString();
    }
}
