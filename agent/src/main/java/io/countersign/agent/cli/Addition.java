package io.countersign.agent.cli;

import io.countersign.rules.IdentitySettings;
import io.countersign.rules.IdentityType;
import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import org.jspecify.annotations.Nullable;

/** What a rule adds to a request, in words: never a value. */
final class Addition {

    private Addition() {}

    /** For instance {@code Authorization: Bearer <access token of orders>}. */
    static String of(Rule rule, RuleSet rules) {
        IdentitySettings identity = rules.identities().get(rule.identity());
        if (identity != null && identity.type().signs()) {
            return "Authorization: AWS4-HMAC-SHA256 <signature of " + rule.identity() + " for "
                    + (rule.service() == null ? "the host's service" : rule.service()) + " in "
                    + (rule.region() == null ? "its region" : rule.region()) + ">, X-Amz-Date";
        }
        return rule.header() + ": " + rule.prefix() + "<" + kind(rule, identity) + " of " + rule.identity() + ">";
    }

    private static String kind(Rule rule, @Nullable IdentitySettings identity) {
        if (identity != null && identity.type() == IdentityType.API_KEY) {
            return "API key";
        }
        return rule.sendsIdToken() ? "ID token" : "access token";
    }
}
