package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An engine of no more than a test needs. Its GraphQL API is {@code mutation($text: String) { send(text: $text) { text } }}
 * and {@code subscription { sent { text } }}: whatever is subscribed to gets what any mutation brings in
 * {@code variables.text}, or what {@link #send} is told. Its Events API passes events on by channel.
 */
public final class StandInEngine implements AppSyncEngine {

    private final Set<StandInSocket> sockets = ConcurrentHashMap.newKeySet();
    private final Arrivals acknowledged = new Arrivals();

    /** Sends {@code data} to all who subscribed over GraphQL, and tells how many they were. */
    public int send(String data) {
        JsonNode json = AppSyncMessage.parsed(data);
        return sockets.stream().mapToInt(socket -> socket.send(json)).sum();
    }

    /** Sends an event, which is JSON, to all who subscribed to its channel, and tells how many they were. */
    public int publish(String channel, String event) {
        return sockets.stream()
                .mapToInt(socket -> socket.publish(channel, event))
                .sum();
    }

    /** Sends {@code ka} to everybody. */
    public void keepAlive() {
        sockets.forEach(StandInSocket::keepAlive);
    }

    /** How many subscriptions there are on all sockets, of both APIs. */
    public int subscriptions() {
        return sockets.stream().mapToInt(StandInSocket::subscriptions).sum();
    }

    /** Waits until so many subscriptions have been acknowledged, those that were stopped since included. */
    public void awaitSubscriptions(int count) {
        acknowledged.await(count);
    }

    @Override
    public Reply.Answer answer(ReceivedRequest request) {
        JsonNode body = AppSyncMessage.parsed(request.text());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        if (request.path().equals("/event")) {
            published(body, answer);
        } else if (body.path("query").asText().strip().startsWith("mutation")) {
            JsonNode text = body.path("variables").path("text");
            answer.putObject("data").putObject("send").set("text", text);
            ObjectNode data = JsonNodeFactory.instance.objectNode();
            data.putObject("sent").set("text", text);
            sockets.forEach(socket -> socket.send(data));
        } else {
            answer.putObject("data").put("whoami", "stand-in");
        }
        return Reply.of(200, answer.toString()).with("Content-Type", "application/json;charset=UTF-8");
    }

    @Override
    public Peer connect(AppSyncHandshake handshake, Peer client) {
        StandInSocket socket = new StandInSocket(this, handshake.subprotocol(), client);
        sockets.add(socket);
        return socket;
    }

    @Override
    public void close() {
        sockets.clear();
    }

    /** Passes events on, and writes into the answer which ones. */
    void published(JsonNode message, ObjectNode answer) {
        answer.putArray("failed");
        int index = 0;
        for (JsonNode event : message.path("events")) {
            publish(message.path("channel").asText(), event.asText());
            answer.withArray("successful")
                    .addObject()
                    .put("identifier", UUID.randomUUID().toString())
                    .put("index", index++);
        }
    }

    void subscribed() {
        acknowledged.add();
    }

    void gone(StandInSocket socket) {
        sockets.remove(socket);
    }
}
