package io.countersign.jwks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object (RFC 8259) in which no name occurs twice: two readers of such an object could see different values. A member
 * of another kind than the one asked for counts as missing.
 */
final class JsonObject {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Map<String, Object> members;

    private JsonObject(Map<String, Object> members) {
        this.members = members;
    }

    /** Reads a text that is one object and nothing else. */
    static JsonObject parse(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            JsonObject object = object(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more than a JSON object");
            }
            return object;
        }
    }

    /** Whether there is a member of that name, whatever its value. */
    boolean has(String name) {
        return members.containsKey(name);
    }

    /** The string of that name. */
    @Nullable
    String text(String name) {
        Object value = members.get(name);
        return value instanceof String ? (String) value : null;
    }

    /** The number of that name; infinite if it is out of range. */
    @Nullable
    Double number(String name) {
        Object value = members.get(name);
        return value instanceof Double ? (Double) value : null;
    }

    /** The elements of the array of that name; a value that is none counts as its only element. */
    List<?> elements(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Collections.emptyList();
        }
        return value instanceof List ? (List<?>) value : Collections.singletonList(value);
    }

    /** Names only; the values are somebody's affairs. */
    @Override
    public String toString() {
        return "JsonObject(" + members.keySet() + ")";
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        Map<String, Object> members = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            members.put(name, value(parser, parser.nextToken()));
        }
        return new JsonObject(members);
    }

    /** The parser limits the depth of the recursion: to 1,000, the default of its StreamReadConstraints. */
    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT:
                return object(parser);
            case START_ARRAY:
                return array(parser);
            case VALUE_STRING:
                return parser.getText();
            case VALUE_NUMBER_INT:
            case VALUE_NUMBER_FLOAT:
                return parser.getDoubleValue();
            default:
                return token;
        }
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return elements;
    }
}
