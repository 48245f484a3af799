package io.countersign.counterpart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A message of a client, and the authorization in it if it is of a kind that needs one. */
final class AppSyncMessage {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String text;
    private final JsonNode json;
    private final boolean events;

    private AppSyncMessage(String text, JsonNode json, boolean events) {
        this.text = text;
        this.json = json;
        this.events = events;
    }

    static AppSyncMessage of(String subprotocol, String text) {
        return new AppSyncMessage(text, parsed(text), subprotocol.equals(AppSyncHandshake.EVENTS));
    }

    /** The JSON of a text, or a missing node if it is none. */
    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** Whether it subscribes or publishes. */
    boolean needsAuthorization() {
        return events ? Set.of("subscribe", "publish").contains(type()) : type().equals("start");
    }

    boolean isOfEvents() {
        return events;
    }

    String type() {
        return json.path("type").asText();
    }

    String id() {
        return json.path("id").asText();
    }

    /** Whether a name stands twice in any of its objects, which readers of JSON take one way or the other. */
    boolean isAmbiguous() {
        try {
            STRICT.readTree(text);
            return false;
        } catch (JsonProcessingException e) {
            return true;
        }
    }

    /** The request that the authorization is for, with it as headers: none if it is missing. */
    ReceivedRequest asRequest() {
        JsonNode authorization = events
                ? json.path("authorization")
                : json.path("payload").path("extensions").path("authorization");
        List<Header> headers = new ArrayList<>();
        authorization
                .properties()
                .forEach(member -> headers.add(
                        new Header(member.getKey(), member.getValue().asText())));
        return ReceivedRequest.of(
                "POST", events ? "/event" : "/graphql", headers, body().getBytes(StandardCharsets.UTF_8));
    }

    private String body() {
        if (!events) {
            return json.path("payload").path("data").asText();
        }
        ObjectNode body = JSON.createObjectNode();
        body.set("channel", json.path("channel"));
        if (type().equals("publish")) {
            body.set("events", json.path("events"));
        }
        return body.toString();
    }
}
