package io.countersign.token;

import io.countersign.request.AuthenticationException;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * The tokens of one identity, kept fresh. A fresh token is returned; a stale one too, while one fetch runs in the
 * background; when it has expired, callers wait together for that one fetch. Never returns a token at or past its end,
 * which counts from the moment when the fetch began, on a clock that should be a {@link SteadyClock}.
 *
 * <p>After a transient failure the next attempt waits for a growing pause, after a terminal one for a long pause unless
 * the source is mended: a wrong password is tried once, not once per request. Meanwhile a token that still lives is used, and whoever has none
 * is told the cause at once. There is no lock: one immutable {@link CacheState} is replaced atomically, and whoever
 * replaces it with one that has a flight starts that flight.
 */
public final class CachedTokens {

    private final String identity;
    private final TokenSource source;
    private final RefreshPolicy policy;
    private final Clock clock;
    private final Executor executor;
    private final Logger log;
    private final AtomicReference<CacheState> state = new AtomicReference<>(CacheState.EMPTY);
    private volatile TokenUse askedFor = TokenUse.ACCESS;

    CachedTokens(
            String identity, TokenSource source, RefreshPolicy policy, Clock clock, Executor executor, Logger log) {
        this.identity = identity;
        this.source = source;
        this.policy = policy;
        this.clock = clock;
        this.executor = executor;
        this.log = log;
    }

    /**
     * Caches what a source gives.
     *
     * @param identity its name in the rules file, which begins every message
     * @param clock counts lifetimes; what time it says does not matter
     * @param executor runs the fetches; it must never queue one behind another, since a fetch may wait for another
     *     identity's tokens
     */
    public static CachedTokens of(
            String identity, TokenSource source, RefreshPolicy policy, Clock clock, Executor executor) {
        return new CachedTokens(identity, source, policy, clock, executor, LoggerFactory.getLogger(CachedTokens.class));
    }

    /** The identity's name in the rules file. */
    public String identity() {
        return identity;
    }

    /**
     * A token that is good now; waits only if there is none, and no longer than the policy's timeout.
     *
     * @throws AuthenticationException beginning with the identity's name, if there is none to be had
     */
    public Token current(TokenUse use) throws AuthenticationException {
        if (askedFor != use) {
            askedFor = use;
        }
        DatedToken held = state().offered(use);
        return held != null && held.isFresh(clock.millis()) ? held.token() : refreshed(use);
    }

    /** Whether {@link #current} would return a token at once. */
    public boolean isAtHand(TokenUse use) {
        DatedToken held = state().offered(use);
        return held != null && held.isAlive(clock.millis());
    }

    /**
     * Gives up a token that a server refused, if it is still the current one, and waits for another; if none comes, it
     * serves on while it lives. How often refusals can force a fetch is bounded; a failure is logged, not thrown.
     *
     * @return whether {@link #current} now has a different token, so that another send is worth it
     */
    public boolean renew(TokenUse use, Token rejected) {
        while (true) {
            CacheState seen = state();
            DatedToken held = seen.held(use);
            if (held == null || !held.token().value().equals(rejected.value())) {
                return held != null;
            }
            if (seen.flight() == null && !seen.mayRenew(clock.millis())) {
                return false;
            }
            Flight flight = joined(seen, seen.refused(use), use);
            if (flight != null) {
                return replaces(flight, use, rejected);
            }
        }
    }

    /** Starts the first fetch in the background, so that the first request seldom waits. Never throws. */
    public void warmUp() {
        CacheState seen = state();
        if (seen == CacheState.EMPTY) {
            joined(seen, seen, TokenUse.ACCESS);
        }
    }

    /** How the token stands that was asked for last; its end counts on this cache's clock. */
    public TokenStatus status() {
        return state().status(askedFor, clock.millis());
    }

    /** Lets go of what the source holds, connections for instance. Tokens stay, and a later fetch opens it again. */
    public void release() {
        if (source instanceof AutoCloseable) {
            try {
                ((AutoCloseable) source).close();
            } catch (Exception ignored) {
                // Nobody needs it any more.
            }
        }
    }

    private CacheState state() {
        return requireNonNull(state.get());
    }

    private Token refreshed(TokenUse use) throws AuthenticationException {
        while (true) {
            CacheState seen = state();
            long now = clock.millis();
            DatedToken alive = alive(use, seen, now);
            boolean pausing = seen.flight() == null && !mayFetch(seen, now);
            if (alive != null && (alive.isFresh(now) || pausing)) {
                return alive.token();
            }
            if (pausing) {
                throw Flight.again(requireNonNull(seen.failure()));
            }
            Flight flight = joined(seen, seen, use);
            if (flight != null) {
                return alive == null ? awaited(use, flight) : alive.token();
            }
        }
    }

    private boolean mayFetch(CacheState seen, long now) {
        return seen.mayFetch(now) || (seen.hasFailedTerminally() && source.isMended());
    }

    private @Nullable DatedToken alive(TokenUse use, CacheState seen, long now) throws AuthenticationException {
        DatedTokens tokens = seen.tokens();
        if (tokens != null) {
            required(use, tokens);
        }
        DatedToken held = seen.offered(use);
        return held != null && held.isAlive(now) ? held : null;
    }

    /** A token that lives is better than a failure, even if some server refused it. */
    private Token awaited(TokenUse use, Flight flight) throws AuthenticationException {
        try {
            DatedToken come = required(use, landing(flight));
            if (come.isAlive(clock.millis())) {
                return come.token();
            }
            throw endedOnTheWay(identity + ": ");
        } catch (AuthenticationException failure) {
            DatedToken held = state().held(use);
            if (held != null && held.isAlive(clock.millis())) {
                return held.token();
            }
            throw failure;
        }
    }

    /**
     * The flight of the state seen, or else a new one, after putting the next state in its place.
     *
     * @return null if another thread was faster, so that the state seen no longer counts
     */
    private @Nullable Flight joined(CacheState seen, CacheState next, TokenUse use) {
        Flight underWay = seen.flight();
        if (underWay != null) {
            return seen == next || state.compareAndSet(seen, next) ? underWay : null;
        }
        Flight flight = new Flight(use, saidBy(seen.failure()));
        if (!state.compareAndSet(seen, next.departed(flight))) {
            return null;
        }
        DatedTokens old = seen.tokens();
        TokenSet previous = old == null ? null : old.set();
        try {
            executor.execute(() -> fly(flight, previous));
        } catch (Throwable e) { // also the Error of a JVM that cannot start another thread
            fail(flight, null, AuthenticationException.transientFailure("no thread to fetch a token in: " + e, e));
        }
        return flight;
    }

    /** Whatever happens in the source, the flight ends: somebody may be waiting for it. */
    private void fly(Flight flight, @Nullable TokenSet previous) {
        try {
            long asked = clock.millis();
            land(flight, DatedTokens.of(source.fetch(previous), policy, asked));
        } catch (AuthenticationException e) {
            fail(flight, null, e);
        } catch (Throwable e) { // a defect of the source; its message could hold anything, so only the type is told
            String said = source + " failed unexpectedly: " + e.getClass().getName();
            fail(flight, null, AuthenticationException.transientFailure(said, e));
        }
    }

    /** A token that has ended on the way counts as a failure, or else it would be fetched for ever. */
    private void land(Flight flight, DatedTokens tokens) {
        long now = clock.millis();
        if (tokens.hasEnded(flight.use(), now)) {
            fail(flight, tokens, endedOnTheWay(""));
            return;
        }
        state.updateAndGet(seen -> seen.landed(tokens, policy, now));
        flight.land(tokens);
    }

    private void fail(Flight flight, @Nullable DatedTokens come, AuthenticationException cause) {
        AuthenticationException failure =
                Flight.of(cause.kind(), identity + ": " + cause.getMessage(), cause.getCause());
        long now = clock.millis();
        CacheState after = requireNonNull(state.updateAndGet(seen -> {
            CacheState before = come == null ? seen : seen.landedTooLate(come);
            return before.failed(failure, policy, now);
        }));
        try {
            log.warn("{} (next attempt in {} s at the earliest)", failure.getMessage(), after.secondsToRetry(now));
        } finally {
            flight.fail(failure);
        }
    }

    private @Nullable String saidBy(@Nullable AuthenticationException failure) {
        return failure == null ? null : String.valueOf(failure.getMessage()).substring((identity + ": ").length());
    }

    private static AuthenticationException endedOnTheWay(String start) {
        return AuthenticationException.transientFailure(
                start + "the token that came has expired already; check the token lifetimes and the clocks", null);
    }

    private boolean replaces(Flight flight, TokenUse use, Token rejected) {
        try {
            return !required(use, landing(flight)).token().value().equals(rejected.value());
        } catch (AuthenticationException alreadyLogged) {
            return false;
        }
    }

    private DatedTokens landing(Flight flight) throws AuthenticationException {
        return flight.await(policy.timeout(), identity + ": " + source);
    }

    private DatedToken required(TokenUse use, DatedTokens tokens) throws AuthenticationException {
        DatedToken token = tokens.get(use);
        if (token == null) {
            throw AuthenticationException.terminal(
                    identity + ": " + source + " gives no ID token; use token = access in the rule, or an identity"
                            + " that logs a user in",
                    null);
        }
        return token;
    }

    @Override
    public String toString() {
        return "CachedTokens(" + identity + " from " + source + ")";
    }
}
