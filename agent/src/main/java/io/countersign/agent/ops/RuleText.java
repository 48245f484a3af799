package io.countersign.agent.ops;

import io.countersign.event.HopOutcome;
import io.countersign.request.AuthenticationException;
import io.countersign.request.RequestTarget;
import io.countersign.rules.IdentityType;
import io.countersign.rules.Rule;
import org.jspecify.annotations.Nullable;

/** What lines of the log say of a rule's hops: what was added to which request, and never a value of it, nor its query. */
final class RuleText {

    private final Rule rule;
    private final IdentityType type;
    private final boolean debugged;

    /** @param debugged whether each of its hops is logged */
    RuleText(Rule rule, IdentityType type, boolean debugged) {
        this.rule = rule;
        this.type = type;
        this.debugged = debugged;
    }

    boolean isDebugged() {
        return debugged;
    }

    String name() {
        return rule.name();
    }

    String identity() {
        return rule.identity();
    }

    /** The beginning of each line. A target's own text has no query. */
    String of(String method, RequestTarget target) {
        return "rule '" + rule.name() + "': " + method + " " + target;
    }

    String of(String method, RequestTarget target, HopOutcome outcome, @Nullable AuthenticationException failure) {
        String cause = failure == null ? "" : ": " + failure.getMessage();
        switch (outcome) {
            case INJECTED:
                return of(method, target) + ": " + added();
            case SKIPPED:
                return of(method, target) + ": left alone, the application's own credentials stay";
            case REFUSED:
                return of(method, target) + ": not sent" + cause;
            case PASSED:
                return of(method, target) + ": sent without credentials" + cause;
            default:
                return of(method, target) + ": not sent, the application's own code failed while its body was read";
        }
    }

    /** Web sockets carry theirs in one of several places. */
    private String added() {
        String place = rule.realtime() == null ? " in " + rule.header() : "";
        return kind() + " of identity '" + rule.identity() + "'" + place;
    }

    private String kind() {
        if (type.signs()) {
            return "signature";
        }
        if (type == IdentityType.API_KEY) {
            return "API key";
        }
        if (type == IdentityType.TOKEN) {
            return "token";
        }
        return rule.sendsIdToken() ? "ID token" : "access token";
    }
}
