package io.countersign.agent.weave;

import io.countersign.AuthEngine;
import io.countersign.Surroundings;
import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Gate;
import io.countersign.agent.hop.Refusal;
import io.countersign.agent.ops.IdentityStatus;
import io.countersign.agent.ops.Operations;
import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.HopResponse;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import io.countersign.rules.IdentitySettings;
import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import io.countersign.token.TokenStatus;
import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rules, and the engine that is not loaded before one of them is met. */
final class EngineGate implements Gate, Consumer<RuleSet>, IdentityStatus {

    private final PendingRules pending;
    private final OwnCalls ownCalls;
    private final EngineThreads threads;
    private final Operations operations;
    private final Lock making = new ReentrantLock();
    private volatile @Nullable AuthEngine engine;

    EngineGate(PendingRules pending, OwnCalls ownCalls, EngineThreads threads, Operations operations) {
        this.pending = pending;
        this.ownCalls = ownCalls;
        this.threads = threads;
        this.operations = operations;
    }

    @Override
    public boolean covers(String host) {
        RuleSet rules = pending.rules();
        return rules != null && rules.covers(host);
    }

    @Override
    public BodyNeed bodyNeed(RequestTarget target, String method) {
        RuleSet rules = pending.rules();
        if (rules == null) {
            return BodyNeed.NONE;
        }
        Rule rule = rules.match(target.scheme(), target.host(), target.port(), target.path(), method);
        return rule == null
                ? BodyNeed.NONE
                : BodyNeed.of(rules.signsBody(rule), rule.passesOnFailure(), rule.maxBufferedBody());
    }

    @Override
    public boolean signsBodies() {
        RuleSet rules = pending.rules();
        return rules != null && rules.signsBodies();
    }

    @Override
    public @Nullable Authorization authorize(OutboundRequest hop) throws IOException {
        RuleSet rules = pending.rules();
        if (rules == null) {
            return null;
        }
        ClassLoader application = ownCalls.begin();
        try {
            Authorization authorization = engine(rules).authorize(new ApplicationRequest(hop, ownCalls, application));
            return authorization == null ? null : new OwnAuthorization(authorization);
        } catch (Refusal e) {
            throw e;
        } catch (AuthenticationException e) {
            throw new Refusal(new IOException("Countersign: " + e.getMessage()));
        } catch (IOException e) {
            throw new Refusal(e);
        } finally {
            ownCalls.end(application);
        }
    }

    @Override
    public long messageLimit(RequestTarget socket) {
        RuleSet rules = pending.rules();
        Rule rule =
                rules == null ? null : rules.matchSocket(socket.scheme(), socket.host(), socket.port(), socket.path());
        return rule == null || rule.realtime() == null ? 0 : rule.maxBufferedBody();
    }

    @Override
    public String authorizeMessage(RequestTarget socket, @Nullable String subprotocols, String text)
            throws IOException {
        RuleSet rules = pending.rules();
        if (rules == null) {
            return text;
        }
        ClassLoader application = ownCalls.begin();
        try {
            return engine(rules).authorizeMessage(socket, subprotocols, text);
        } catch (AuthenticationException e) {
            throw new Refusal(new IOException("Countersign: " + e.getMessage()));
        } finally {
            ownCalls.end(application);
        }
    }

    /** Logs in what needs a log-in as soon as there are rules, so that the first request seldom waits for it. */
    @Override
    public void accept(RuleSet rules) {
        operations.follow(rules);
        for (IdentitySettings identity : rules.identities().values()) {
            if (identity.isSlow()) {
                threads.execute(() -> engine(rules).warmUp());
                return;
            }
        }
    }

    @Override
    public @Nullable TokenStatus of(String identity) {
        AuthEngine made = engine;
        return made == null ? null : made.status(identity);
    }

    private AuthEngine engine(RuleSet rules) {
        AuthEngine made = engine;
        return made == null ? madeOnce(rules) : made;
    }

    /** It takes a while, and a virtual thread that waited at a monitor would hold up the thread that carries it. */
    private AuthEngine madeOnce(RuleSet rules) {
        making.lock();
        try {
            AuthEngine made = engine;
            if (made == null) {
                operations.beforeFirstHop();
                made = AuthEngine.of(rules, Surroundings.ofProcess(threads).watchedBy(operations.figures()));
                engine = made;
            }
            return made;
        } finally {
            making.unlock();
        }
    }

    /** What a renewal sends is the engine's own, too. */
    private final class OwnAuthorization implements Authorization {

        private final Authorization authorization;

        OwnAuthorization(Authorization authorization) {
            this.authorization = authorization;
        }

        @Override
        public boolean renew(HopResponse refusal) {
            ClassLoader application = ownCalls.begin();
            try {
                return authorization.renew(refusal);
            } finally {
                ownCalls.end(application);
            }
        }

        @Override
        public void resent() {
            authorization.resent();
        }

        @Override
        public void answered(HopResponse answer) {
            authorization.answered(answer);
        }
    }
}
