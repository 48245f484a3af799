package io.countersign.rules;

import io.countersign.secret.Secret;

/** Which keys of a user of a user pool, or of an app client, go together. */
final class CognitoCombinations {

    /** What RFC 4226, section 4 (R6) asks of a shared secret. */
    private static final int TOTP_BITS = 128;

    private CognitoCombinations() {}

    static void checkUser(KeyChecks keys) {
        for (String key : keys.section().entries().keySet()) {
            if (key.startsWith("attribute.")) {
                keys.needs(key, "new-password");
            }
        }
        keys.needs("device-group-key", "device-key", "device-password");
        keys.needs("device-password", "device-key", "device-group-key");
        Secret newPassword = keys.value("new-password");
        if (newPassword != null && newPassword.equals(keys.value("password"))) {
            keys.report("new-password", "is the same as " + keys.section().path("password") + "; choose another one");
        }
        warnOfShortTotpSecret(keys);
        checkWayToPool(keys);
        String flow = keys.text("flow");
        keys.warnIfReadable(
                "endpoint",
                flow == null || IdentityKeys.SRP.equals(flow)
                        ? "tokens travel"
                        : "tokens, and with flow = " + flow + " the password itself, travel");
    }

    static void checkClient(KeyChecks keys) {
        keys.require("client-secret");
        checkWayToPool(keys);
        keys.warnIfReadable("endpoint", "the client's secret and the tokens travel");
    }

    private static void checkWayToPool(KeyChecks keys) {
        if ("true".equals(keys.text("use-fips-endpoint"))) {
            keys.excludes("use-fips-endpoint", "endpoint", "keep one of the two");
        }
        String region = keys.text("region");
        String pool = keys.text("user-pool-id");
        if (region != null && pool != null && !pool.startsWith(region + "_")) {
            keys.warn(
                    "region",
                    "is not the region of " + keys.section().path("user-pool-id")
                            + ", and a user pool is known in its own region only; remove the line");
        }
    }

    private static void warnOfShortTotpSecret(KeyChecks keys) {
        String secret = keys.text("totp-secret");
        if (secret != null && Base32.bits(secret) < TOTP_BITS) {
            keys.warn(
                    "totp-secret",
                    "holds " + Base32.bits(secret) + " bits only, where RFC 4226 asks for " + TOTP_BITS
                            + " and Cognito gives more; copy it as a whole");
        }
    }
}
