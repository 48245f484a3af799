package io.countersign.rules;

import io.countersign.secret.Secret;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which keys of one identity go together: errors where they cannot, warnings where they had better not. */
final class IdentityCombinations {

    /** What RFC 4226, section 4 (R6) asks of a shared secret. */
    private static final int TOTP_BITS = 128;

    private final Section section;
    private final IdentityType type;
    private final Map<String, Secret> values;

    /** @param values the well-formed ones */
    IdentityCombinations(Section section, IdentityType type, Map<String, Secret> values) {
        this.section = section;
        this.type = type;
        this.values = values;
    }

    void check() {
        if (type == IdentityType.COGNITO_USER) {
            checkCognitoUser();
        } else if (type == IdentityType.TOKEN) {
            checkToken();
        } else if (type == IdentityType.AWS) {
            checkNeeds("access-key-id", "secret-access-key");
            checkNeeds("secret-access-key", "access-key-id");
            checkNeeds("session-token", "access-key-id");
        }
        warnOfReadableEndpoint();
    }

    private void checkCognitoUser() {
        for (String key : section.entries().keySet()) {
            if (key.startsWith("attribute.")) {
                checkNeeds(key, "new-password");
            }
        }
        checkNeeds("device-group-key", "device-key", "device-password");
        checkNeeds("device-password", "device-key", "device-group-key");
        Secret newPassword = values.get("new-password");
        if (newPassword != null && newPassword.equals(values.get("password"))) {
            report("new-password", "is the same as " + section.path("password") + "; choose another one");
        }
        if (section.has("endpoint") && "true".equals(text("use-fips-endpoint"))) {
            report("use-fips-endpoint", "does not go with " + section.path("endpoint") + "; keep one of the two");
        }
        warnOfShortTotpSecret();
        warnOfOtherRegion();
    }

    private void checkToken() {
        boolean value = section.has("value");
        if (value == section.has("file")) {
            String identity = "identity '" + section.name() + "' ";
            section.report(
                    value
                            ? identity + "has both value and file; keep one"
                            : identity + "of type token needs " + section.path("value") + " or "
                                    + section.path("file"));
        }
    }

    private void checkNeeds(String key, String... companions) {
        StringBuilder missing = new StringBuilder();
        for (String companion : companions) {
            if (!section.has(companion)) {
                missing.append(missing.length() == 0 ? "" : " and ").append(section.path(companion));
            }
        }
        if (missing.length() > 0) {
            report(key, "does not go without " + missing);
        }
    }

    private void warnOfShortTotpSecret() {
        String secret = text("totp-secret");
        if (secret != null && Base32.bits(secret) < TOTP_BITS) {
            warn(
                    "totp-secret",
                    "holds " + Base32.bits(secret) + " bits only, where RFC 4226 asks for " + TOTP_BITS
                            + " and Cognito gives more; copy it as a whole");
        }
    }

    private void warnOfOtherRegion() {
        String region = text("region");
        String pool = text("user-pool-id");
        if (region != null && pool != null && !pool.startsWith(region + "_")) {
            warn(
                    "region",
                    "is not the region of " + section.path("user-pool-id")
                            + ", and a user pool is known in its own region only; remove the line");
        }
    }

    private void warnOfReadableEndpoint() {
        String endpoint = text("endpoint");
        if (endpoint == null || !ServiceUrl.isReadable(endpoint)) {
            return;
        }
        String flow = text("flow");
        String sent = flow == null || IdentityKeys.SRP.equals(flow)
                ? "tokens travel"
                : "tokens, and with flow = " + flow + " the password itself, travel";
        warn("endpoint", "is plain http: " + sent + " readable to a host that is not this one");
    }

    private @Nullable String text(String key) {
        Secret value = values.get(key);
        return value == null ? null : value.reveal();
    }

    private void report(String key, String complaint) {
        Entry entry = section.entry(key);
        if (entry != null) {
            section.report(entry, entry.key() + " " + complaint);
        }
    }

    private void warn(String key, String complaint) {
        Entry entry = section.entry(key);
        if (entry != null) {
            section.warn(entry, entry.key() + " " + complaint);
        }
    }
}
