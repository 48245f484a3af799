package io.countersign.agent.weave;

import io.countersign.AuthEngine;
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
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules as hops meet them. Each call goes by one version; a hop that is sent again goes by the version of its first
 * send.
 */
final class EngineGate implements Gate, Consumer<RuleSet>, IdentityStatus {

    private static final ThreadLocal<@Nullable Ruling> DECIDING = new ThreadLocal<>();

    /** Most of these wait for one and the same log-in; log-ins themselves have threads beside them. */
    private static final int DEFERRED_AT_ONCE = 200;

    private final CurrentRules current;
    private final OwnCalls ownCalls;
    private final EngineThreads threads;
    private final Operations operations;
    private final Defects defects = new Defects();
    private final Executor deferred;

    EngineGate(CurrentRules current, OwnCalls ownCalls, EngineThreads threads, Operations operations) {
        this.current = current;
        this.ownCalls = ownCalls;
        this.threads = threads;
        this.operations = operations;
        this.deferred = new LimitedThreads(threads, DEFERRED_AT_ONCE);
    }

    @Override
    public boolean covers(String host) {
        Ruling ruling = current.now();
        return ruling != null && ruling.rules().covers(host);
    }

    /** Asked while a hop is authorized, it answers for the version that the hop is authorized by. */
    @Override
    public BodyNeed bodyNeed(RequestTarget target, String method) {
        Ruling begun = DECIDING.get();
        Ruling ruling = begun != null ? begun : current.now();
        if (ruling == null) {
            return BodyNeed.NONE;
        }
        RuleSet rules = ruling.rules();
        Rule rule = rules.match(target.scheme(), target.host(), target.port(), target.path(), method);
        return rule == null
                ? BodyNeed.NONE
                : BodyNeed.of(rules.signsBody(rule), rule.passesOnFailure(), rule.maxBufferedBody());
    }

    @Override
    public boolean signsBodies() {
        Ruling ruling = current.now();
        return ruling != null && ruling.rules().signsBodies();
    }

    /** Without an engine it would have to be loaded, which takes a while. */
    @Override
    public boolean isReady(RequestTarget target, String method) {
        Ruling ruling = current.known();
        AuthEngine engine = ruling == null ? null : ruling.engine();
        return engine != null && engine.isReady(target, method);
    }

    @Override
    public void defer(Runnable work) {
        deferred.execute(work);
    }

    @Override
    public void report(String where, Throwable defect) {
        defects.report(where, defect);
    }

    @Override
    public @Nullable Authorization authorize(OutboundRequest hop) throws IOException {
        return current.now() == null ? null : authorize(hop, null);
    }

    @Override
    public @Nullable Authorization authorizeAgain(OutboundRequest hop, Authorization first) throws IOException {
        return authorize(hop, first instanceof OwnAuthorization ? ((OwnAuthorization) first).ruling : null);
    }

    /** @param begunWith null for those that count now */
    private @Nullable Authorization authorize(OutboundRequest hop, @Nullable Ruling begunWith) throws IOException {
        ClassLoader application = ownCalls.begin();
        Ruling outer = DECIDING.get();
        try {
            Ruling ruling = begunWith != null ? begunWith : current.withEngine();
            AuthEngine engine = ruling == null ? null : ruling.engine();
            if (ruling == null || engine == null) {
                return null;
            }
            DECIDING.set(ruling);
            Authorization authorization = engine.authorize(new ApplicationRequest(hop, ownCalls, application));
            return authorization == null ? null : new OwnAuthorization(authorization, ruling);
        } catch (Refusal e) {
            throw e;
        } catch (AuthenticationException e) {
            throw new Refusal(new IOException("Countersign: " + e.getMessage()));
        } catch (IOException e) {
            throw new Refusal(e);
        } finally {
            decide(outer);
            ownCalls.end(application);
        }
    }

    private void decide(@Nullable Ruling by) {
        if (by == null) {
            DECIDING.remove();
        } else {
            DECIDING.set(by);
        }
    }

    @Override
    public long messageLimit(RequestTarget socket) {
        Ruling ruling = current.now();
        Rule rule = ruling == null
                ? null
                : ruling.rules().matchSocket(socket.scheme(), socket.host(), socket.port(), socket.path());
        return rule == null || rule.realtime() == null ? 0 : rule.maxBufferedBody();
    }

    @Override
    public String authorizeMessage(RequestTarget socket, @Nullable String subprotocols, String text)
            throws IOException {
        if (current.now() == null) {
            return text;
        }
        ClassLoader application = ownCalls.begin();
        try {
            Ruling ruling = current.withEngine();
            AuthEngine engine = ruling == null ? null : ruling.engine();
            return engine == null ? text : engine.authorizeMessage(socket, subprotocols, text);
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
                threads.execute(this::warmUp);
                return;
            }
        }
    }

    /** Null while no engine is there. */
    @Override
    public @Nullable TokenStatus of(String identity) {
        Ruling ruling = current.known();
        AuthEngine engine = ruling == null ? null : ruling.engine();
        return engine == null ? null : engine.status(identity);
    }

    /** Has later rules count as soon as they come; requests under way end with those that they began with. */
    Consumer<RuleSet> successors() {
        return new Consumer<RuleSet>() {
            @Override
            public void accept(RuleSet rules) {
                current.replaceBy(rules);
                EngineGate.this.accept(rules);
            }
        };
    }

    private void warmUp() {
        Ruling ruling = current.withEngine();
        AuthEngine engine = ruling == null ? null : ruling.engine();
        if (engine != null) {
            engine.warmUp();
        }
    }

    /** What a renewal sends is the engine's own, too. */
    private final class OwnAuthorization implements Authorization {

        private final Authorization authorization;
        private final Ruling ruling;

        OwnAuthorization(Authorization authorization, Ruling ruling) {
            this.authorization = authorization;
            this.ruling = ruling;
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
        public boolean isRefusedBy(HopResponse answer) {
            return authorization.isRefusedBy(answer);
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
