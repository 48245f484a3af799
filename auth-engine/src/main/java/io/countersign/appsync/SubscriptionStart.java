package io.countersign.appsync;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The {@code start} message of GraphQL, authorized in {@code payload.extensions.authorization} for its {@code data}. */
final class SubscriptionStart {

    private static final String EXTENSIONS = "extensions";

    private final @Nullable String data;
    private final @Nullable JsonSlot slot;

    private SubscriptionStart(@Nullable String data, @Nullable JsonSlot slot) {
        this.data = data;
        this.slot = slot;
    }

    /** Reads the object that the parser stands at. */
    static @Nullable SocketMessage read(JsonParser json, String text) throws IOException {
        String type = null;
        SubscriptionStart payload = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (name.equals("type")) {
                type = SocketMessage.string(json);
            } else if (name.equals("payload")) {
                payload = value == JsonToken.START_OBJECT ? payload(json) : null;
            }
            json.skipChildren();
        }
        return "start".equals(type) && payload != null ? payload.message(text) : null;
    }

    private @Nullable SocketMessage message(String text) {
        return data == null || slot == null ? null : new SocketMessage(text, data, slot);
    }

    private static SubscriptionStart payload(JsonParser json) throws IOException {
        int start = JsonSlot.position(json) + 1;
        boolean empty = true;
        boolean extended = false;
        String data = null;
        JsonSlot slot = null;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (name.equals("data")) {
                data = SocketMessage.string(json);
            } else if (name.equals(EXTENSIONS)) {
                extended = true;
                slot = extensions(json, value);
            }
            json.skipChildren();
            empty = false;
        }
        return new SubscriptionStart(
                data,
                extended ? slot : JsonSlot.first(start, JsonSlot.quoted(EXTENSIONS) + authorization(), "}", empty));
    }

    private static @Nullable JsonSlot extensions(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.START_OBJECT) {
            return JsonSlot.entry(json, SocketMessage.AUTHORIZATION);
        }
        return value == JsonToken.VALUE_NULL ? JsonSlot.inPlaceOfNull(json, authorization(), "}") : null;
    }

    private static String authorization() {
        return "{" + JsonSlot.quoted(SocketMessage.AUTHORIZATION);
    }
}
