package io.countersign.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The strings, numbers and truth values that are direct members of a JSON object (RFC 8259), as text. */
public final class JsonScalars {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonScalars() {}

    /**
     * By name; nulls, arrays and inner objects are left out. Whatever is no object has no members.
     *
     * @throws IOException if it is no JSON; the message may quote it
     */
    public static Map<String, String> of(byte[] json) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return members;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (!value.isScalarValue()) {
                    parser.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    members.put(name, parser.getText());
                }
            }
        }
        return members;
    }
}
