package io.countersign.cognito;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers NEW_PASSWORD_REQUIRED, with the attributes that the pool asks for and no others: some cannot be set twice. */
final class NewPassword implements Answer {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String PREFIX = "userAttributes.";

    private final Secret password;
    private final Map<String, String> attributes;

    NewPassword(Secret password, Map<String, String> attributes) {
        this.password = password;
        this.attributes = attributes;
    }

    @Override
    public Map<String, String> to(AuthReply challenge) throws AuthenticationException {
        Map<String, String> responses = new HashMap<>();
        responses.put("NEW_PASSWORD", password.reveal());
        List<String> missing = new ArrayList<>();
        for (String name : required(challenge.parameters().getOrDefault("requiredAttributes", "[]"))) {
            String value = attributes.get(name);
            if (value == null) {
                missing.add(name);
            } else {
                responses.put(PREFIX + name, value);
            }
        }
        if (!missing.isEmpty()) {
            throw AuthenticationException.terminal(
                    "the user pool asks for attributes with the new password; set the identity's attribute."
                            + String.join(", attribute.", missing),
                    null);
        }
        return responses;
    }

    /** Names in a JSON list; what is none asks for nothing, and Cognito will say what it misses. */
    private static List<String> required(String json) {
        List<String> names = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    String name = parser.getText();
                    names.add(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name);
                }
            }
        } catch (IOException noJson) {
            names.clear();
        }
        return names;
    }
}
