package io.countersign.counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** The challenge NEW_PASSWORD_REQUIRED: Cognito's default password policy, and the attributes that a pool insists on. */
final class NewPassword {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "userAttributes.";
    private static final int SHORTEST = 8;

    private NewPassword() {}

    /** Both parameters are JSON as text, as AWS has it. */
    static void describe(PoolAccount account, ObjectNode parameters) {
        ArrayNode required = JSON.createArrayNode();
        account.user().requiredAttributes().forEach(attribute -> required.add(PREFIX + attribute));
        parameters.put("requiredAttributes", required.toString());
        parameters.put("userAttributes", JSON.valueToTree(account.attributes()).toString());
    }

    static void choose(PoolAccount account, JsonNode responses, SecretLedger ledger) throws CognitoException {
        String password = Parameters.required(responses, "NEW_PASSWORD");
        checkPolicy(password);
        Map<String, String> told = new HashMap<>();
        responses.properties().stream()
                .filter(response -> response.getKey().startsWith(PREFIX))
                .forEach(response -> told.put(
                        response.getKey().substring(PREFIX.length()),
                        response.getValue().asText()));
        for (String attribute : account.user().requiredAttributes()) {
            if (told.getOrDefault(attribute, "").isEmpty()) {
                throw CognitoException.of(
                        "InvalidParameterException", "Invalid user attributes: " + attribute + " is required");
            }
        }
        account.choosePassword(ledger.record(password), told);
    }

    private static void checkPolicy(String password) throws CognitoException {
        check(password.length() >= SHORTEST, "Password not long enough");
        check(password.chars().anyMatch(Character::isUpperCase), "Password must have uppercase characters");
        check(password.chars().anyMatch(Character::isLowerCase), "Password must have lowercase characters");
        check(password.chars().anyMatch(Character::isDigit), "Password must have numeric characters");
        check(!password.chars().allMatch(Character::isLetterOrDigit), "Password must have symbol characters");
    }

    private static void check(boolean fits, String rule) throws CognitoException {
        if (!fits) {
            throw CognitoException.of("InvalidPasswordException", "Password does not conform to policy: " + rule);
        }
    }
}
