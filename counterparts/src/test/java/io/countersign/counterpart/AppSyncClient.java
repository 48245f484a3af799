package io.countersign.counterpart;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client as somebody may write it from AWS's guide, by hand. */
final class AppSyncClient implements WebSocket.Listener {

    static final String QUERY = "{\"query\":\"subscription { sent { text } }\"}";

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    private AppSyncClient() {}

    /** An open web socket, and what is heard from it. */
    record Open(WebSocket socket, AppSyncClient client) {

        Open say(String text) {
            socket.sendText(text, true).join();
            return this;
        }

        /** The next message, or {@code closed} and the status code. */
        String hear() throws InterruptedException {
            String message = client.heard.poll(30, TimeUnit.SECONDS);
            return message == null ? "nothing" : message;
        }

        /** Says {@code connection_init}, and waits for what follows it. */
        Open init() throws InterruptedException {
            say("{\"type\":\"connection_init\"}");
            hear();
            hear();
            return this;
        }
    }

    static Open open(HttpClient http, URI uri, List<Header> headers, String... subprotocols) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(line -> builder.header(line.name(), line.value()));
        if (subprotocols.length > 0) {
            builder.subprotocols(
                    subprotocols[0],
                    List.of(subprotocols).subList(1, subprotocols.length).toArray(String[]::new));
        }
        AppSyncClient client = new AppSyncClient();
        return new Open(builder.buildAsync(uri, client).join(), client);
    }

    /** The status that a handshake was refused with. */
    static int status(CompletionException refused) {
        return refused.getCause() instanceof WebSocketHandshakeException handshake
                ? handshake.getResponse().statusCode()
                : 0;
    }

    /** The status that a POST is answered with. */
    static int post(HttpClient http, URI uri, String body, List<Header> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(line -> request.header(line.name(), line.value()));
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    static String json(List<Header> headers) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        headers.forEach(line -> object.put(line.name(), line.value()));
        return object.toString();
    }

    static String inQuery(String json) {
        return "?header=" + Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8)) + "&payload=e30=";
    }

    static String inSubprotocol(String json) {
        return "header-"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A {@code start} with this as the JSON of its authorization. */
    static String start(String id, String authorization) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("id", id).put("type", "start");
        message.putObject("payload").put("data", QUERY).putObject("extensions").put("authorization", "@");
        return message.toString().replace("\"@\"", authorization);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.add(part.toString());
            part.setLength(0);
        }
        return WebSocket.Listener.super.onText(socket, data, last);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        heard.add("closed " + code);
        return WebSocket.Listener.super.onClose(socket, code, reason);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        heard.add("failed");
    }
}
