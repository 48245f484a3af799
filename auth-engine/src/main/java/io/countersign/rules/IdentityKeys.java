package io.countersign.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

import static io.countersign.rules.IdentityKey.optional;
import static io.countersign.rules.IdentityKey.required;
import static io.countersign.rules.IdentityType.API_KEY;
import static io.countersign.rules.IdentityType.AWS;
import static io.countersign.rules.IdentityType.CLIENT_CREDENTIALS;
import static io.countersign.rules.IdentityType.COGNITO_CLIENT;
import static io.countersign.rules.IdentityType.COGNITO_IDENTITY_POOL;
import static io.countersign.rules.IdentityType.COGNITO_USER;
import static io.countersign.rules.IdentityType.TOKEN;

/** All keys that identities can have. */
final class IdentityKeys {

    /** How long one call to an issuer may take, for all types. */
    static final String TIMEOUT = "5s";

    static final String SRP = "srp";
    static final String BASIC = "basic";

    private static final List<IdentityKey> ALL = Collections.unmodifiableList(Arrays.asList(
            required("type", Shape.TYPE, "What kind of identity this is.", IdentityType.values()),
            required(
                    "user-pool-id",
                    Shape.POOL,
                    "The user pool, as the console shows it.",
                    COGNITO_USER,
                    COGNITO_CLIENT),
            optional("token-url", Shape.ENDPOINT, "Where tokens are asked for (token endpoint).", CLIENT_CREDENTIALS),
            optional(
                    "issuer",
                    Shape.ENDPOINT,
                    "The authorization server, which tells its token endpoint.",
                    CLIENT_CREDENTIALS),
            required(
                    "client-id",
                    Shape.TEXT,
                    "The client that asks; in Cognito, the app client.",
                    COGNITO_USER,
                    COGNITO_CLIENT,
                    CLIENT_CREDENTIALS),
            optional(
                    "client-secret",
                    Shape.SECRET,
                    "The client's secret, if it has one.",
                    COGNITO_USER,
                    COGNITO_CLIENT,
                    CLIENT_CREDENTIALS),
            optional("scopes", Shape.TEXT, "The scopes to ask for.", CLIENT_CREDENTIALS, COGNITO_CLIENT),
            optional("audience", Shape.TEXT, "The API that the token is meant for.", CLIENT_CREDENTIALS),
            optional("client-auth", Shape.CLIENT_AUTH, "How the client proves its secret.", CLIENT_CREDENTIALS)
                    .otherwise(BASIC),
            required("username", Shape.TEXT, "The user, or an alias such as an e-mail address.", COGNITO_USER),
            required("password", Shape.SECRET, "The user's password.", COGNITO_USER),
            optional("flow", Shape.FLOW, "How the password is proved.", COGNITO_USER)
                    .otherwise(SRP),
            optional("totp-secret", Shape.TOTP_SECRET, "The secret of the user's authenticator app.", COGNITO_USER),
            optional("new-password", Shape.SECRET, "The password to set when Cognito demands a new one.", COGNITO_USER),
            optional("attribute.<name>", Shape.TEXT, "An attribute to set with the new password.", COGNITO_USER),
            optional(
                    "client-metadata.<key>",
                    Shape.TEXT,
                    "A value for the pool's Lambda triggers.",
                    COGNITO_USER,
                    COGNITO_CLIENT),
            optional("device-key", Shape.TEXT, "The remembered device that this JVM is.", COGNITO_USER),
            optional("device-group-key", Shape.TEXT, "The group of the remembered device.", COGNITO_USER),
            optional("device-password", Shape.SECRET, "The password of the remembered device.", COGNITO_USER),
            optional("verify-tokens", Shape.FLAG, "Whether the pool's signature on tokens is checked.", COGNITO_USER)
                    .otherwise("false"),
            required("api-key", Shape.HEADER_VALUE, "The key.", API_KEY),
            optional("file", Shape.FILE, "The file that holds the token; read again when it changes.", TOKEN),
            optional("value", Shape.HEADER_VALUE, "The token itself.", TOKEN),
            optional("command", Shape.COMMAND, "The program that prints the token.", TOKEN),
            optional("ttl", Shape.DURATION, "How long a printed token is used.", TOKEN),
            optional("profile", Shape.TEXT, "A profile of the AWS configuration.", AWS),
            optional("access-key-id", Shape.TEXT, "Given keys instead of the SDK's default chain.", AWS),
            optional("secret-access-key", Shape.SECRET, "The secret of the access key.", AWS),
            optional("session-token", Shape.SECRET, "The session token of temporary keys.", AWS),
            optional("web-identity-token-file", Shape.FILE, "The file with a token that the role trusts.", AWS),
            optional("source", Shape.TEXT, "Another identity, whose credentials assume the role.", AWS),
            required(
                    "identity-pool-id",
                    Shape.IDENTITY_POOL,
                    "The identity pool, as the console shows it.",
                    COGNITO_IDENTITY_POOL),
            optional("login", Shape.TEXT, "Another identity, whose token logs in to the pool.", COGNITO_IDENTITY_POOL),
            optional(
                    "login-provider",
                    Shape.TEXT,
                    "What the pool calls the issuer of that token.",
                    COGNITO_IDENTITY_POOL),
            optional("role-arn", Shape.ROLE, "The role to take on.", AWS, COGNITO_IDENTITY_POOL),
            optional("role-session-name", Shape.SESSION_NAME, "What AWS's logs call the session.", AWS)
                    .otherwise("countersign"),
            optional("external-id", Shape.TEXT, "What the role's owner agreed with you.", AWS),
            optional("duration", Shape.DURATION, "How long a session of the role lasts.", AWS)
                    .otherwise("60m"),
            optional(
                    "region",
                    Shape.REGION,
                    "The AWS region of the service that is asked.",
                    COGNITO_USER,
                    COGNITO_CLIENT,
                    AWS,
                    COGNITO_IDENTITY_POOL),
            optional(
                    "endpoint",
                    Shape.ENDPOINT,
                    "Another address of the service.",
                    COGNITO_USER,
                    COGNITO_CLIENT,
                    AWS,
                    COGNITO_IDENTITY_POOL),
            optional(
                            "use-fips-endpoint",
                            Shape.FLAG,
                            "Whether AWS's FIPS 140 endpoint is asked.",
                            COGNITO_USER,
                            COGNITO_CLIENT)
                    .otherwise("false"),
            optional(
                    "proxy",
                    Shape.PROXY,
                    "The HTTP proxy on the way to the service.",
                    COGNITO_USER,
                    COGNITO_CLIENT,
                    CLIENT_CREDENTIALS,
                    AWS,
                    COGNITO_IDENTITY_POOL),
            optional(
                            "timeout",
                            Shape.DURATION,
                            "How long one call may take.",
                            COGNITO_USER,
                            COGNITO_CLIENT,
                            CLIENT_CREDENTIALS,
                            TOKEN,
                            AWS,
                            COGNITO_IDENTITY_POOL)
                    .otherwise(TIMEOUT)));

    private IdentityKeys() {}

    /** In the order in which the reference lists them. */
    static List<IdentityKey> all() {
        return ALL;
    }

    /** The description of a key that a file writes; null if there is none. */
    static @Nullable IdentityKey of(String key) {
        for (IdentityKey each : ALL) {
            if (each.takes(key)) {
                return each;
            }
        }
        return null;
    }

    /** The end of a message about an unknown key: what else, of this type, may have been meant. */
    static String suggestion(String key, IdentityType type) {
        List<String> names = new ArrayList<>();
        int dot = key.indexOf('.');
        for (IdentityKey each : ALL) {
            if (each.types().contains(type)) {
                names.add(each.isGroup() ? each.stem().substring(0, each.stem().length() - 1) : each.name());
            }
        }
        String closest = Suggestion.closest(dot < 0 ? key : key.substring(0, dot), names);
        IdentityKey group = of(closest + ".");
        if (group == null) {
            return Suggestion.asking(closest);
        }
        return Suggestion.asking(dot < 0 ? group.name() : closest + key.substring(dot));
    }
}
