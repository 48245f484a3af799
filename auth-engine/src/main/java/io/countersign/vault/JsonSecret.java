package io.countersign.vault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.countersign.secret.Secret;
import io.countersign.secret.UnresolvedException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A secret that is a JSON object, as Secrets Manager's console and its rotation make them. */
final class JsonSecret {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonSecret() {}

    /**
     * The text, number or truth value of a key of the outermost object; null if there is no such key.
     *
     * @param address of the reference, for messages; they never quote what was read
     */
    static @Nullable String member(Secret secret, String key, String address) {
        try (JsonParser parser = JSON.createParser(secret.reveal())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw noObject(key, address);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals(key);
                JsonToken value = parser.nextToken();
                if (wanted) {
                    return scalar(parser, value, key, address);
                }
                parser.skipChildren();
            }
        } catch (IOException notJson) { // no cause: its message may quote the secret
            throw noObject(key, address);
        }
        return null;
    }

    private static @Nullable String scalar(JsonParser parser, JsonToken value, String key, String address)
            throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        if (!value.isScalarValue()) {
            throw UnresolvedException.of(
                    address,
                    "the key '" + key + "' of the secret holds an object or a list; name a key that holds a text",
                    false,
                    null);
        }
        return parser.getText();
    }

    private static UnresolvedException noObject(String key, String address) {
        return UnresolvedException.of(
                address,
                "the secret is no JSON object, so it has no key '" + key + "'; leave #" + key
                        + " out for the secret as a whole, or store a JSON object",
                false,
                null);
    }
}
