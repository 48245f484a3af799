package io.countersign.rules;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

import static io.countersign.rules.IdentityKey.optional;

/** All keys that belong to no identity and no rule. */
final class GlobalKeys {

    /** How long one call to a vault may take. */
    static final String VAULT_TIMEOUT = "5s";

    /** How old what a vault gave may be when it is used for a log-in. */
    static final String VAULT_REFRESH = "60m";

    /** How long one step with the token store may take. */
    static final String STORE_TIMEOUT = "500ms";

    /** How often it is looked whether the rules have changed. */
    static final String RELOAD = "reload";

    private static final List<IdentityKey> ALL = Collections.unmodifiableList(Arrays.asList(
            optional("secrets.region", Shape.REGION, "The AWS region of secrets and parameters."),
            optional("secrets.profile", Shape.TEXT, "The AWS profile whose credentials fetch them."),
            optional("secrets.secretsmanager-endpoint", Shape.ENDPOINT, "Another address of AWS Secrets Manager."),
            optional("secrets.ssm-endpoint", Shape.ENDPOINT, "Another address of AWS Systems Manager."),
            optional("secrets.proxy", Shape.PROXY, "The HTTP proxy on the way to both."),
            optional("secrets.timeout", Shape.DURATION, "How long one call may take.")
                    .otherwise(VAULT_TIMEOUT),
            optional("secrets.refresh", Shape.DURATION, "How old a value may be when it is used.")
                    .otherwise(VAULT_REFRESH),
            optional("token-store", Shape.STORE, "Where JVMs share tokens."),
            optional("token-store.key", Shape.AES_KEY, "The key that encrypts what is stored."),
            optional("token-store.username", Shape.TEXT, "The user of the Redis server."),
            optional("token-store.password", Shape.SECRET, "The password of the Redis server."),
            optional("token-store.timeout", Shape.DURATION, "How long one step with the store may take.")
                    .otherwise(STORE_TIMEOUT),
            optional("log.level", Shape.LEVEL, "What is logged: lines of this weight and heavier ones.")
                    .otherwise("info"),
            optional("log.file", Shape.FILE, "The file that lines go to."),
            optional("log.max-size", Shape.SIZE, "How large the file becomes before another is begun.")
                    .otherwise("10MiB"),
            optional("log.files", Shape.COUNT, "How many files are kept, the current one included.")
                    .otherwise("5"),
            optional("metrics.file", Shape.FILE, "The file that figures are written to, for Prometheus."),
            optional("metrics.interval", Shape.DURATION, "How often figures are written.")
                    .otherwise("15s"),
            optional(RELOAD, Shape.RELOAD, "How often it is looked whether the rules have changed, or off.")
                    .otherwise(RuleSet.RELOAD)));

    private GlobalKeys() {}

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
}
