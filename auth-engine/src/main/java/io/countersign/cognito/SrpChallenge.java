package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The challenge {@code PASSWORD_VERIFIER}: whose password the server wants proved, and against which numbers. */
final class SrpChallenge {

    private final String account;
    private final BigInteger publicB;
    private final BigInteger salt;
    private final String secretBlockText;
    private final byte[] secretBlock;

    private SrpChallenge(Map<String, String> parameters) {
        this.account = required(parameters, "USER_ID_FOR_SRP");
        this.publicB = new BigInteger(required(parameters, "SRP_B"), 16);
        this.salt = new BigInteger(required(parameters, "SALT"), 16);
        this.secretBlockText = required(parameters, "SECRET_BLOCK");
        this.secretBlock = Base64.getDecoder().decode(secretBlockText);
    }

    /** @throws AuthenticationException if a parameter is missing or no number; its value is not shown */
    static SrpChallenge of(Map<String, String> parameters) throws AuthenticationException {
        try {
            return new SrpChallenge(parameters);
        } catch (IllegalArgumentException e) { // a NumberFormatException quotes what it could not read
            String what = e instanceof NumberFormatException ? "a parameter is no number" : e.getMessage();
            throw AuthenticationException.terminal(
                    "the challenge PASSWORD_VERIFIER is not usable: " + what
                            + "; make sure that the endpoint is Amazon Cognito's",
                    null);
        }
    }

    /** The account's real user name, whatever alias was used to log in. */
    String account() {
        return account;
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
