package io.countersign.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.countersign.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry as bytes: one flat JSON object, in which a later version may add members. */
final class EntryFormat {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String VERSION = "1";

    private EntryFormat() {}

    static byte[] write(StoredEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("version", VERSION);
            json.writeNumberField("at", entry.at());
            write(json, "access", entry.access());
            write(json, "id", entry.id());
            Secret refreshToken = entry.refreshToken();
            write(json, "refresh", refreshToken == null ? null : refreshToken.reveal());
            write(json, "account", entry.account());
            SharedFailure failure = entry.failure();
            if (failure != null) {
                json.writeNumberField("failure-at", failure.at());
                json.writeBooleanField("failure-terminal", failure.isTerminal());
                json.writeStringField("failure", failure.message());
                json.writeStringField("failure-salt", failure.salt());
                json.writeStringField("failure-hash", failure.hash());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory is written without failures", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, String name, @Nullable StoredToken token) throws IOException {
        if (token != null) {
            json.writeStringField(name, token.value().reveal());
            json.writeNumberField(name + "-lifetime", token.lifetime());
        }
    }

    private static void write(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    /** @throws UnreadableEntryException if it is nothing that was written here; its message quotes nothing */
    static StoredEntry read(byte[] bytes) throws UnreadableEntryException {
        if (bytes.length == 0) {
            return StoredEntry.NONE;
        }
        try {
            Map<String, String> members = members(bytes);
            if (!VERSION.equals(members.get("version"))) {
                throw damaged();
            }
            String refreshToken = members.get("refresh");
            return new StoredEntry(
                    number(members, "at"),
                    token(members, "access"),
                    token(members, "id"),
                    refreshToken == null ? null : Secret.of(refreshToken),
                    members.get("account"),
                    failure(members));
        } catch (IOException | NumberFormatException e) { // no cause: its message may quote a token
            throw damaged();
        }
    }

    private static Map<String, String> members(byte[] bytes) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken().isScalarValue()) {
                    members.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return members;
    }

    private static @Nullable StoredToken token(Map<String, String> members, String name) {
        String value = members.get(name);
        return value == null || value.isEmpty()
                ? null
                : new StoredToken(Secret.of(value), number(members, name + "-lifetime"));
    }

    private static @Nullable SharedFailure failure(Map<String, String> members) {
        String message = members.get("failure");
        return message == null
                ? null
                : new SharedFailure(
                        number(members, "failure-at"),
                        Boolean.parseBoolean(members.get("failure-terminal")),
                        message,
                        members.getOrDefault("failure-salt", "-"),
                        members.getOrDefault("failure-hash", ""));
    }

    private static long number(Map<String, String> members, String name) {
        return Long.parseLong(members.getOrDefault(name, ""));
    }

    private static UnreadableEntryException damaged() {
        return new UnreadableEntryException("holds an entry that is damaged, and is replaced");
    }
}
