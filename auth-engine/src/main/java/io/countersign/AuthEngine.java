package io.countersign;

import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.HopResponse;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestSigner;
import io.countersign.request.RequestTarget;
import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Gives each outgoing request the credentials that the rules name for it, and leaves all others alone. Safe for use by
 * many threads; a call waits only while an identity has no token that still lives.
 */
public final class AuthEngine {

    private final RuleSet rules;
    private final Signers signers;
    private final Map<Rule, RequestSigner> signerOfRule = new ConcurrentHashMap<>();
    private final Map<Rule, String> lastSaid = new ConcurrentHashMap<>();

    private AuthEngine(RuleSet rules, Signers signers) {
        this.rules = rules;
        this.signers = signers;
    }

    /** An engine for these rules; it sends nothing before a request, or {@link #warmUp}, needs it. */
    public static AuthEngine of(RuleSet rules, Surroundings surroundings) {
        return new AuthEngine(rules, new Signers(rules, surroundings));
    }

    /** Whether any rule names the host: without one, {@link #authorize} need not be asked. */
    public boolean covers(String host) {
        return rules.covers(host);
    }

    /** Starts the log-ins of identities that need one, in the background, so that the first request seldom waits. */
    public void warmUp() {
        signers.warmUp();
    }

    /**
     * Authorizes a hop as the most specific rule says.
     *
     * @return what to ask if the server refuses it; null if the hop goes out unchanged, because no rule matches, the
     *     application set its own credentials, or the rule lets it pass without any
     * @throws AuthenticationException if the rule refuses to send it without credentials
     * @throws IOException if the application's own body cannot be read
     */
    public @Nullable Authorization authorize(OutboundRequest hop) throws IOException {
        RequestTarget target = hop.target();
        Rule rule = rules.match(target.scheme(), target.host(), target.port(), target.path(), hop.method());
        if (rule == null) {
            return null;
        }
        try {
            RequestSigner signer = signerOf(rule);
            if (Existing.isKept(hop, rule, signer.header())) {
                return null;
            }
            refuseReadable(target, rule);
            return new RuleAuthorization(rule, signer.sign(hop));
        } catch (AuthenticationException e) {
            return failed(rule, e);
        }
    }

    private RequestSigner signerOf(Rule rule) {
        RequestSigner known = signerOfRule.get(rule);
        if (known != null) {
            return known;
        }
        RequestSigner made = signers.of(rule);
        RequestSigner first = signerOfRule.putIfAbsent(rule, made);
        return first != null ? first : made;
    }

    private void refuseReadable(RequestTarget target, Rule rule) throws AuthenticationException {
        if (target.isPlainText() && !rule.allowsPlainHttp() && !Loopback.is(target.host())) {
            throw AuthenticationException.terminal(
                    "rule '" + rule.name() + "' sends no credentials to " + target.scheme() + "://" + target.authority()
                            + ", where anyone on the way can read them; use https, or set rule." + rule.name()
                            + ".allow-plain-http = true",
                    null);
        }
    }

    private @Nullable Authorization failed(Rule rule, AuthenticationException e) throws AuthenticationException {
        AuthenticationException failure = named(rule, e);
        if (rule.passesOnFailure()) {
            return null;
        }
        throw failure;
    }

    /** An identity names and logs its own failures; those of signing know neither it nor the rule, and are said once. */
    private AuthenticationException named(Rule rule, AuthenticationException e) {
        String start = rule.identity() + ": ";
        String message = String.valueOf(e.getMessage());
        if (message.startsWith(start)) {
            return e;
        }
        if (!message.startsWith("rule '")) {
            message = rule + ": " + message;
        }
        if (!message.equals(lastSaid.put(rule, message))) {
            LoggerFactory.getLogger(AuthEngine.class).warn("{}{}", start, message);
        }
        return e.kind() == AuthenticationException.Kind.TERMINAL
                ? AuthenticationException.terminal(start + message, e)
                : AuthenticationException.transientFailure(start + message, e);
    }

    /** Asks for other credentials only after the statuses that the rule names. */
    private static final class RuleAuthorization implements Authorization {

        private final Rule rule;
        private final Authorization authorization;

        RuleAuthorization(Rule rule, Authorization authorization) {
            this.rule = rule;
            this.authorization = authorization;
        }

        @Override
        public boolean renew(HopResponse refusal) {
            return rule.retryOn().contains(refusal.status()) && authorization.renew(refusal);
        }
    }
}
