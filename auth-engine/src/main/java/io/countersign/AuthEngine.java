package io.countersign;

import io.countersign.appsync.Handshake;
import io.countersign.event.EngineEvents;
import io.countersign.event.HopEvents;
import io.countersign.event.HopOutcome;
import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestSigner;
import io.countersign.request.RequestTarget;
import io.countersign.rules.AuthScheme;
import io.countersign.rules.Realtime;
import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import io.countersign.token.TokenStatus;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * Gives each outgoing request the credentials that the rules name for it, and leaves all others alone. Safe for use by
 * many threads; a call waits only while an identity has no token that still lives.
 */
public final class AuthEngine {

    /** In place of a method, for who watches. */
    private static final String MESSAGE = "message";

    private final RuleSet rules;
    private final Signers signers;
    private final RealtimeSockets sockets;
    private final Map<Rule, RequestSigner> signerOfRule = new ConcurrentHashMap<>();
    private final Map<Rule, String> lastSaid = new ConcurrentHashMap<>();
    private final EngineEvents events;
    private final Map<Rule, HopEvents> eventsOfRule;

    private AuthEngine(RuleSet rules, Signers signers, EngineEvents events) {
        this.rules = rules;
        this.signers = signers;
        this.sockets = new RealtimeSockets(signers);
        this.events = events;
        this.eventsOfRule = byRule(rules, events);
    }

    /** An engine for these rules; it sends nothing before a request, or {@link #warmUp}, needs it. */
    public static AuthEngine of(RuleSet rules, Surroundings surroundings) {
        return new AuthEngine(rules, Signers.of(rules, surroundings), surroundings.events());
    }

    /**
     * An engine for other rules. Identities that these leave as they are, and so are those that they get their credentials
     * with, keep tokens, credentials, pauses and what they learned of clocks; the others start anew. Requests that this
     * engine has begun may end with it.
     */
    public AuthEngine succeededBy(RuleSet next) {
        return new AuthEngine(next, signers.succeededBy(next), events);
    }

    private static Map<Rule, HopEvents> byRule(RuleSet rules, EngineEvents events) {
        Map<Rule, HopEvents> ofRules = new HashMap<>();
        for (Rule rule : rules.rules()) {
            ofRules.put(rule, events.ofRule(rule.name()));
        }
        return ofRules;
    }

    /** Whether any rule names the host: without one, {@link #authorize} need not be asked. */
    public boolean covers(String host) {
        return rules.covers(host);
    }

    /**
     * Whether such a hop, unless it opens a web socket, would be authorized without waiting for a network: no rule
     * matches, or its credentials are at hand. Asks nobody.
     */
    public boolean isReady(RequestTarget target, String method) {
        Rule rule = rule(target, method);
        return rule == null || signers.haveAtHand(rule);
    }

    /** Starts the log-ins of identities that need one, in the background, so that the first request seldom waits. */
    public void warmUp() {
        signers.warmUp();
    }

    /** How an identity stands; asks nobody, and starts nothing. */
    public TokenStatus status(String identity) {
        return signers.status(identity);
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
        boolean handshake = Handshake.is(hop);
        Rule rule = handshake ? ruleOfSocket(target) : rule(target, hop.method());
        if (rule == null) {
            return null;
        }
        String method = hop.method();
        HopEvents events = events(rule);
        Object begun = events.begin();
        try {
            Authorization authorization = handshake && rule.auth() == AuthScheme.APPSYNC
                    ? authorizeHandshake(hop, target, rule)
                    : authorizeRequest(hop, target, rule);
            HopOutcome outcome = authorization == null ? HopOutcome.SKIPPED : HopOutcome.INJECTED;
            events.end(begun, method, target, outcome, null);
            return authorization == null ? null : new RuleAuthorization(rule, authorization, events, method, target);
        } catch (AuthenticationException e) {
            AuthenticationException failure = named(rule, e);
            events.end(begun, method, target, outcomeOfFailure(rule), failure);
            failUnlessPassed(rule, failure);
            return null;
        } catch (IOException e) {
            events.end(begun, method, target, HopOutcome.ABORTED, null);
            throw e;
        }
    }

    /**
     * Authorizes a text message of a web socket as the rule for the socket says.
     *
     * @param socket where it was opened
     * @param subprotocols those that it asked for, or agreed on, divided by commas; null if none is known
     * @return what is to be sent; the text itself if nothing has to be added, or the rule lets it pass without
     * @throws AuthenticationException if the rule refuses to send it without credentials
     */
    public String authorizeMessage(RequestTarget socket, @Nullable String subprotocols, String text)
            throws AuthenticationException {
        Rule rule = ruleOfSocket(socket);
        Realtime realtime = rule == null ? null : rule.realtime();
        if (rule == null || realtime == null) {
            return text;
        }
        HopEvents events = events(rule);
        Object begun = events.begin();
        try {
            refuseReadable(socket, rule);
            String sent = sockets.authorize(socket, subprotocols, text, rule, realtime);
            if (!sent.equals(text)) {
                events.end(begun, MESSAGE, socket, HopOutcome.INJECTED, null);
            }
            return sent;
        } catch (AuthenticationException e) {
            AuthenticationException failure = named(rule, e);
            events.end(begun, MESSAGE, socket, outcomeOfFailure(rule), failure);
            failUnlessPassed(rule, failure);
            return text;
        }
    }

    private HopEvents events(Rule rule) {
        return requireNonNull(eventsOfRule.get(rule));
    }

    private @Nullable Rule rule(RequestTarget target, String method) {
        return rules.match(target.scheme(), target.host(), target.port(), target.path(), method);
    }

    private @Nullable Rule ruleOfSocket(RequestTarget target) {
        return rules.matchSocket(target.scheme(), target.host(), target.port(), target.path());
    }

    private @Nullable Authorization authorizeRequest(OutboundRequest hop, RequestTarget target, Rule rule)
            throws IOException {
        RequestSigner signer = signerOf(rule);
        if (Existing.isKept(hop, rule, signer.header())) {
            return null;
        }
        refuseReadable(target, rule);
        return signer.sign(hop);
    }

    private @Nullable Authorization authorizeHandshake(OutboundRequest hop, RequestTarget target, Rule rule)
            throws AuthenticationException {
        Realtime realtime = rule.realtime();
        if (realtime == null) {
            return null;
        }
        refuseReadable(target, rule);
        return sockets.authorize(hop, rule, realtime);
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
        String refusal = PlainText.refusal(target, rule);
        if (refusal != null) {
            throw AuthenticationException.terminal(refusal, null);
        }
    }

    private static HopOutcome outcomeOfFailure(Rule rule) {
        return rule.passesOnFailure() ? HopOutcome.PASSED : HopOutcome.REFUSED;
    }

    private static void failUnlessPassed(Rule rule, AuthenticationException failure) throws AuthenticationException {
        if (!rule.passesOnFailure()) {
            throw failure;
        }
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
}
