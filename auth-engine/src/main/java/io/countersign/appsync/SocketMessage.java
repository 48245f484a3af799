package io.countersign.appsync;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A text message of a web socket that needs authorization and has none. */
public final class SocketMessage {

    static final String AUTHORIZATION = "authorization";

    /** Names that an application makes up must not stay in tables of the whole JVM. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final String text;
    private final String body;
    private final JsonSlot slot;

    SocketMessage(String text, String body, JsonSlot slot) {
        this.text = text;
        this.body = body;
        this.slot = slot;
    }

    /**
     * Reads a message. Where an object has an entry twice, the last one counts, as for those who receive it.
     *
     * @return null if nothing is to be added to it: it is of another type, is authorized already, or is no such JSON
     */
    public static @Nullable SocketMessage of(AppSyncApi api, String text) {
        if (!isCandidate(api, text)) {
            return null;
        }
        try (JsonParser json = JSON.createParser(text.toCharArray())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            SocketMessage message =
                    api == AppSyncApi.EVENTS ? EventOperation.read(json, text) : SubscriptionStart.read(json, text);
            return json.nextToken() == null ? message : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** All that the others cost. */
    private static boolean isCandidate(AppSyncApi api, String text) {
        return api == AppSyncApi.EVENTS
                ? text.contains("\"subscribe\"") || text.contains("\"publish\"")
                : text.contains("\"start\"");
    }

    /** What its signature is made for. */
    public String body() {
        return body;
    }

    /** The message as it is sent: the same to the character, but for the object. */
    public String with(AuthorizationObject authorization) {
        return slot.filled(text, authorization.json());
    }

    /** Null if the parser stands at no string; what it stands at is then read. */
    static @Nullable String string(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }
}
