package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One web socket of a {@link StandInEngine}: what is said before {@code connection_init} is not heard, as AWS has it. */
final class StandInSocket implements AppSyncEngine.Peer {

    private static final long TIMEOUT_MILLIS = Duration.ofMinutes(5).toMillis();

    private final StandInEngine engine;
    private final String subprotocol;
    private final AppSyncEngine.Peer client;
    private final Map<String, String> channels = new ConcurrentHashMap<>();
    private volatile boolean acknowledged;

    StandInSocket(StandInEngine engine, String subprotocol, AppSyncEngine.Peer client) {
        this.engine = engine;
        this.subprotocol = subprotocol;
        this.client = client;
    }

    @Override
    public void text(String text) {
        AppSyncMessage message = AppSyncMessage.of(subprotocol, text);
        if (message.type().equals("connection_init")) {
            acknowledge();
        } else if (acknowledged && subprotocol.equals(AppSyncHandshake.EVENTS)) {
            events(message, AppSyncMessage.parsed(text));
        } else if (acknowledged) {
            graphql(message);
        }
    }

    @Override
    public void binary(byte[] message) {
        unsupported("");
    }

    @Override
    public void close(int code, String reason) {
        engine.gone(this);
    }

    /** One message for each subscription over GraphQL. */
    int send(JsonNode data) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().set("data", data);
        return subprotocol.equals(AppSyncHandshake.GRAPHQL) ? toAll("", "payload", payload) : 0;
    }

    /** One message for each subscription to the channel. */
    int publish(String channel, String event) {
        return subprotocol.equals(AppSyncHandshake.EVENTS) ? toAll(channel, "event", TextNode.valueOf(event)) : 0;
    }

    /** No data of a subscription comes before it was acknowledged. */
    private int toAll(String channel, String name, JsonNode value) {
        synchronized (channels) {
            List<String> ids = channels.entrySet().stream()
                    .filter(subscribed -> covers(subscribed.getValue(), channel))
                    .map(Map.Entry::getKey)
                    .toList();
            ids.forEach(id -> client.text(message("data", id).set(name, value).toString()));
            return ids.size();
        }
    }

    void keepAlive() {
        client.text("{\"type\":\"ka\"}");
    }

    int subscriptions() {
        return channels.size();
    }

    private void acknowledge() {
        acknowledged = true;
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "connection_ack");
        (subprotocol.equals(AppSyncHandshake.EVENTS) ? message : message.putObject("payload"))
                .put("connectionTimeoutMs", TIMEOUT_MILLIS);
        client.text(message.toString());
        keepAlive();
    }

    private void graphql(AppSyncMessage message) {
        String id = message.id();
        switch (message.type()) {
            case "start" -> {
                subscribe(id, "", "start_ack");
            }
            case "stop" -> {
                channels.remove(id);
                client.text(message("complete", id).toString());
            }
            default -> unsupported(id);
        }
    }

    private void events(AppSyncMessage message, JsonNode json) {
        String id = message.id();
        switch (message.type()) {
            case "subscribe" -> {
                subscribe(id, json.path("channel").asText(), "subscribe_success");
            }
            case "publish" -> {
                ObjectNode answer = message("publish_success", id);
                engine.published(json, answer);
                client.text(answer.toString());
            }
            case "unsubscribe" -> {
                channels.remove(id);
                client.text(message("unsubscribe_success", id).toString());
            }
            default -> unsupported(id);
        }
    }

    private void subscribe(String id, String channel, String answer) {
        synchronized (channels) {
            channels.put(id, channel);
            client.text(message(answer, id).toString());
        }
        engine.subscribed();
    }

    private void unsupported(String id) {
        ObjectNode message = message("error", id);
        (subprotocol.equals(AppSyncHandshake.EVENTS) ? message : message.putObject("payload"))
                .putArray("errors")
                .addObject()
                .put("errorType", "UnsupportedOperation");
        client.text(message.toString());
    }

    private static ObjectNode message(String type, String id) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", type);
        return id.isEmpty() ? message : message.put("id", id);
    }

    private static boolean covers(String subscribed, String channel) {
        return subscribed.endsWith("/*")
                ? channel.startsWith(subscribed.substring(0, subscribed.length() - 1))
                : subscribed.equals(channel);
    }
}
