package io.countersign;

import io.countersign.event.HopEvents;
import io.countersign.request.Authorization;
import io.countersign.request.HopResponse;
import io.countersign.request.RequestTarget;
import io.countersign.rules.Rule;

/**
 * Asks for other credentials only after the statuses that the rule names, and tells who watches of the second send. It refers to
 * nothing of the library's, as it lives until the answer comes.
 */
final class RuleAuthorization implements Authorization {

    private final Rule rule;
    private final Authorization authorization;
    private final HopEvents events;
    private final String method;
    private final RequestTarget target;

    RuleAuthorization(Rule rule, Authorization authorization, HopEvents events, String method, RequestTarget target) {
        this.rule = rule;
        this.authorization = authorization;
        this.events = events;
        this.method = method;
        this.target = target;
    }

    @Override
    public boolean renew(HopResponse refusal) {
        return isRefusedBy(refusal) && authorization.renew(refusal);
    }

    @Override
    public boolean isRefusedBy(HopResponse answer) {
        return rule.retryOn().contains(answer.status());
    }

    @Override
    public void resent() {
        events.replayed(method, target);
    }

    @Override
    public void answered(HopResponse answer) {
        events.answered(method, target, answer.status());
    }
}
