package io.countersign.rules;

import io.countersign.secret.Secret;
import java.util.Map;

/**
 * Which keys of one identity go together: errors where they cannot, warnings where they had better not. What is particular
 * to a type is in a class of its own, loaded only by a file that has an identity of that type.
 */
final class IdentityCombinations {

    private final KeyChecks keys;

    /** @param values the well-formed ones */
    IdentityCombinations(Section section, IdentityType type, Map<String, Secret> values) {
        this.keys = new KeyChecks(section, type, values);
    }

    void check() {
        IdentityType type = keys.type();
        if (type == IdentityType.COGNITO_USER) {
            CognitoCombinations.checkUser(keys);
        } else if (type == IdentityType.COGNITO_CLIENT) {
            CognitoCombinations.checkClient(keys);
        } else if (type == IdentityType.AWS) {
            AwsCombinations.checkAws(keys);
        } else if (type == IdentityType.COGNITO_IDENTITY_POOL) {
            AwsCombinations.checkIdentityPool(keys);
        } else if (type == IdentityType.TOKEN) {
            checkToken();
        } else if (type == IdentityType.CLIENT_CREDENTIALS) {
            checkClientCredentials();
        }
    }

    private void checkToken() {
        keys.requireOneOf("value", "file", "command");
        keys.needs("ttl", "command");
        keys.needs("timeout", "command");
    }

    private void checkClientCredentials() {
        keys.requireOneOf("token-url", "issuer");
        keys.require("client-secret");
        keys.warnIfReadable("token-url", "the client's secret and the tokens travel");
        keys.warnIfReadable("issuer", "the client's secret and the tokens travel");
    }
}
