package io.countersign.appsync;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code subscribe} and {@code publish} messages of an Event API, authorized in {@code authorization}. */
final class EventOperation {

    private EventOperation() {}

    /** Reads the object that the parser stands at. */
    static @Nullable SocketMessage read(JsonParser json, String text) throws IOException {
        int start = JsonSlot.position(json) + 1;
        String type = null;
        String channel = null;
        List<String> events = null;
        JsonSlot slot = JsonSlot.first(start, JsonSlot.quoted(SocketMessage.AUTHORIZATION), "", false);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (name.equals("type")) {
                type = SocketMessage.string(json);
            } else if (name.equals("channel")) {
                channel = SocketMessage.string(json);
            } else if (name.equals("events")) {
                events = value == JsonToken.START_ARRAY ? strings(json) : null;
            } else if (name.equals(SocketMessage.AUTHORIZATION)) {
                slot = value == JsonToken.VALUE_NULL ? JsonSlot.inPlaceOfNull(json, "", "") : null;
            }
            json.skipChildren();
        }
        String body = body(type, channel, events);
        return body == null || slot == null ? null : new SocketMessage(text, body, slot);
    }

    private static @Nullable String body(
            @Nullable String type, @Nullable String channel, @Nullable List<String> events) {
        if (channel == null) {
            return null;
        }
        if ("subscribe".equals(type)) {
            return EventBody.subscribe(channel);
        }
        return "publish".equals(type) && events != null ? EventBody.publish(channel, events) : null;
    }

    /** The array that the parser stands at; null if anything else is in it, which the API takes for no events. */
    private static @Nullable List<String> strings(JsonParser json) throws IOException {
        List<String> strings = new ArrayList<>();
        boolean others = false;
        for (JsonToken each = json.nextToken(); each != JsonToken.END_ARRAY; each = json.nextToken()) {
            String string = SocketMessage.string(json);
            if (string == null) {
                others = true;
            } else {
                strings.add(string);
            }
        }
        return others ? null : strings;
    }
}
