package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads AuthParameters and ChallengeResponses, which are maps of text. */
final class Parameters {

    private Parameters() {}

    static String required(JsonNode parameters, String name) throws CognitoException {
        JsonNode value = parameters.path(name);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw CognitoException.of("InvalidParameterException", "Missing required parameter " + name);
        }
        return value.asText();
    }
}
