package io.countersign.appsync;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A place in a JSON text where an object belongs. All else of the text stays, to the character. */
final class JsonSlot {

    private final int from;
    private final int to;
    private final String before;
    private final String after;

    private JsonSlot(int from, int to, String before, String after) {
        this.from = from;
        this.to = to;
        this.before = before;
        this.after = after;
    }

    /** Before the first entry of an object. */
    static JsonSlot first(int position, String before, String after, boolean only) {
        return new JsonSlot(position, position, before, only ? after : after + ",");
    }

    /** In place of the {@code null} that the parser stands at. */
    static JsonSlot inPlaceOfNull(JsonParser json, String before, String after) {
        int position = position(json);
        return new JsonSlot(position, position + "null".length(), before, after);
    }

    /**
     * The place of an entry in the object that the parser stands at, which it then has read.
     *
     * @return null if the entry is there already
     */
    static @Nullable JsonSlot entry(JsonParser json, String name) throws IOException {
        int start = position(json) + 1;
        boolean empty = true;
        boolean found = false;
        JsonSlot inPlace = null;
        for (String each = json.nextFieldName(); each != null; each = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (each.equals(name)) {
                found = true;
                inPlace = value == JsonToken.VALUE_NULL ? inPlaceOfNull(json, "", "") : null;
            }
            json.skipChildren();
            empty = false;
        }
        return found ? inPlace : first(start, quoted(name), "", empty);
    }

    /** Where the token begins that the parser stands at. */
    static int position(JsonParser json) {
        return (int) json.currentTokenLocation().getCharOffset();
    }

    /** Name and colon. */
    static String quoted(String name) {
        return '"' + name + "\":";
    }

    /** The text with the object in its place. */
    String filled(String text, String object) {
        return text.substring(0, from) + before + object + after + text.substring(to);
    }
}
