package io.countersign.agent.weave;

import io.countersign.AuthEngine;
import io.countersign.Surroundings;
import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Gate;
import io.countersign.agent.hop.Refusal;
import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rules, and the engine that is not loaded before one of them is met. */
final class EngineGate implements Gate {

    private final PendingRules pending;
    private final OwnCalls ownCalls;
    private final EngineThreads threads;
    private volatile @Nullable AuthEngine engine;

    EngineGate(PendingRules pending, OwnCalls ownCalls, EngineThreads threads) {
        this.pending = pending;
        this.ownCalls = ownCalls;
        this.threads = threads;
    }

    @Override
    public boolean covers(String host) {
        RuleSet rules = pending.rules();
        return rules != null && rules.covers(host);
    }

    @Override
    public BodyNeed bodyNeed(RequestTarget target, String method) {
        RuleSet rules = pending.rules();
        Rule rule = rules == null
                ? null
                : rules.match(target.scheme(), target.host(), target.port(), target.path(), method);
        return rule == null ? BodyNeed.NONE : BodyNeed.of(rule.signsBody(), rule.maxBufferedBody());
    }

    @Override
    public boolean signsBodies() {
        RuleSet rules = pending.rules();
        return rules != null && rules.signBodies();
    }

    @Override
    public @Nullable Authorization authorize(OutboundRequest hop) throws IOException {
        RuleSet rules = pending.rules();
        if (rules == null) {
            return null;
        }
        try {
            Authorization authorization = ownCalls.call(() -> engine(rules).authorize(hop));
            return authorization == null ? null : status -> renewed(authorization, status);
        } catch (AuthenticationException e) {
            throw new Refusal(new IOException("Countersign: " + e.getMessage()));
        } catch (IOException e) {
            throw new Refusal(e);
        }
    }

    /** Logs in what needs a log-in, without making the first request wait for it. */
    void warmUp() {
        RuleSet rules = pending.rules();
        if (rules != null && rules.needLogIn()) {
            threads.execute(() -> engine(rules).warmUp());
        }
    }

    private boolean renewed(Authorization authorization, int status) {
        return ownCalls.call(() -> authorization.renew(status));
    }

    private AuthEngine engine(RuleSet rules) {
        AuthEngine made = engine;
        if (made == null) {
            synchronized (this) {
                made = engine;
                if (made == null) {
                    made = AuthEngine.of(rules, Surroundings.ofProcess(threads));
                    engine = made;
                }
            }
        }
        return made;
    }
}
