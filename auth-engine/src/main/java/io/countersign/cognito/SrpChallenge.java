package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers against which the server wants a password proved. */
final class SrpChallenge {

    private final BigInteger publicB;
    private final BigInteger salt;
    private final String secretBlockText;
    private final byte[] secretBlock;

    private SrpChallenge(Map<String, String> parameters) {
        this.publicB = new BigInteger(required(parameters, "SRP_B"), 16);
        this.salt = new BigInteger(required(parameters, "SALT"), 16);
        this.secretBlockText = required(parameters, "SECRET_BLOCK");
        this.secretBlock = Base64.getDecoder().decode(secretBlockText);
    }

    /**
     * Reads them.
     *
     * @param challenge its name in the API, for messages
     * @throws AuthenticationException if a parameter is missing or no number; its value is not shown
     */
    static SrpChallenge of(String challenge, Map<String, String> parameters) throws AuthenticationException {
        try {
            return new SrpChallenge(parameters);
        } catch (IllegalArgumentException e) { // a NumberFormatException quotes what it could not read
            String what = e instanceof NumberFormatException ? "a parameter is no number" : e.getMessage();
            throw AuthenticationException.terminal(
                    "the challenge " + challenge + " is not usable: " + what
                            + "; make sure that the endpoint is Amazon Cognito's",
                    null);
        }
    }

    BigInteger publicB() {
        return publicB;
    }

    BigInteger salt() {
        return salt;
    }

    byte[] secretBlock() {
        return secretBlock.clone();
    }

    /** To be sent back as it came. */
    String secretBlockText() {
        return secretBlockText;
    }

    private static String required(Map<String, String> parameters, String name) {
        @Nullable String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
