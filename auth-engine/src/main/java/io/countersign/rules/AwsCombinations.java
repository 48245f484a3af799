package io.countersign.rules;

/** Which keys of AWS credentials, or of an identity pool, go together. */
final class AwsCombinations {

    private static final String ROLE = "role-arn";
    private static final String WEB_IDENTITY = "web-identity-token-file";

    /** What AssumeRole and AssumeRoleWithWebIdentity allow for {@code DurationSeconds}. */
    private static final long SHORTEST_SESSION = 15 * 60_000L;

    private static final long LONGEST_SESSION = 12 * 60 * 60_000L;

    private AwsCombinations() {}

    static void checkAws(KeyChecks keys) {
        keys.needs("access-key-id", "secret-access-key");
        keys.needs("secret-access-key", "access-key-id");
        keys.needs("session-token", "access-key-id");
        keys.atMostOneOf("access-key-id", "profile", "source", WEB_IDENTITY);
        for (String key : new String[] {
            "source",
            WEB_IDENTITY,
            "external-id",
            "role-session-name",
            "duration",
            "region",
            "endpoint",
            "proxy",
            "timeout"
        }) {
            keys.needs(key, ROLE);
        }
        keys.excludes("external-id", WEB_IDENTITY, "a web identity needs none, remove the line");
        checkDuration(keys);
        keys.warnIfReadable("endpoint", "session keys travel");
    }

    static void checkIdentityPool(KeyChecks keys) {
        keys.needs("login-provider", "login");
        keys.needs(ROLE, "login");
        String region = keys.text("region");
        String pool = keys.text("identity-pool-id");
        if (region != null && pool != null && !pool.startsWith(region + ":")) {
            keys.warn(
                    "region",
                    "is not the region of " + keys.section().path("identity-pool-id")
                            + ", and an identity pool is known in its own region only; remove the line");
        }
        keys.warnIfReadable("endpoint", "tokens and session keys travel");
    }

    private static void checkDuration(KeyChecks keys) {
        String text = keys.text("duration");
        long millis = text == null ? SHORTEST_SESSION : Quantity.millis(text);
        if (millis < SHORTEST_SESSION || millis > LONGEST_SESSION) {
            keys.report("duration", "is not within what AWS allows a session: 15m to 720m");
        }
    }
}
