package io.countersign.token;

import io.countersign.request.AuthenticationException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that {@link CachedTokens} knows at one moment. Immutable: a change is another state that replaces it whole. */
final class CacheState {

    private static final Set<TokenUse> NONE_REFUSED = EnumSet.noneOf(TokenUse.class);

    static final CacheState EMPTY = new CacheState(null, NONE_REFUSED, null, null, Pause.NONE, Pause.NONE);

    private final @Nullable DatedTokens tokens;
    private final Set<TokenUse> refused;
    private final @Nullable Flight flight;
    private final @Nullable AuthenticationException failure;
    private final Pause retry;
    private final Pause renewals;

    private CacheState(
            @Nullable DatedTokens tokens,
            Set<TokenUse> refused,
            @Nullable Flight flight,
            @Nullable AuthenticationException failure,
            Pause retry,
            Pause renewals) {
        this.tokens = tokens;
        this.refused = refused;
        this.flight = flight;
        this.failure = failure;
        this.retry = retry;
        this.renewals = renewals;
    }

    /** What the last successful fetch gave, however old. */
    @Nullable
    DatedTokens tokens() {
        return tokens;
    }

    /** The token among them for a use. */
    @Nullable
    DatedToken held(TokenUse use) {
        return tokens == null ? null : tokens.get(use);
    }

    /** That token, unless a server refused it and its successor is under way. */
    @Nullable
    DatedToken offered(TokenUse use) {
        return refused.contains(use) ? null : held(use);
    }

    /** For people: whether there is something good for a use. */
    TokenStatus status(TokenUse use, long now) {
        DatedToken held = held(use);
        if (held == null || !held.isAlive(now)) {
            TokenStatus.State without = held == null ? TokenStatus.State.NONE : TokenStatus.State.EXPIRED;
            return TokenStatus.of(
                    failure == null ? without : TokenStatus.State.FAILED, held == null ? null : held.end());
        }
        return TokenStatus.of(held.isFresh(now) ? TokenStatus.State.FRESH : TokenStatus.State.STALE, held.end());
    }

    /** The fetch under way. */
    @Nullable
    Flight flight() {
        return flight;
    }

    /** Why there is a pause; null if the last fetch succeeded. */
    @Nullable
    AuthenticationException failure() {
        return failure;
    }

    boolean hasFailedTerminally() {
        return failure != null && failure.kind() == AuthenticationException.Kind.TERMINAL;
    }

    boolean mayFetch(long now) {
        return retry.isOver(now);
    }

    /** Whoever refuses every token must not cause a log-in per request. */
    boolean mayRenew(long now) {
        return mayFetch(now) && (renewals.isOver(now) || renewals.inARow() < RefreshPolicy.RENEWALS);
    }

    CacheState refused(TokenUse use) {
        Set<TokenUse> more = EnumSet.of(use);
        more.addAll(refused);
        return new CacheState(tokens, more, flight, failure, retry, renewals);
    }

    CacheState departed(Flight newFlight) {
        return new CacheState(tokens, refused, newFlight, failure, retry, renewals);
    }

    CacheState landed(DatedTokens newTokens, RefreshPolicy policy, long now) {
        Pause counted = refused.isEmpty() ? renewals : counted(policy, now);
        return new CacheState(newTokens, NONE_REFUSED, null, null, Pause.NONE, counted);
    }

    /** The new tokens are kept even so, since only they can be refreshed where refresh tokens rotate. */
    CacheState landedTooLate(DatedTokens newTokens) {
        return new CacheState(newTokens, refused, flight, failure, retry, renewals);
    }

    /**
     * A refused token is offered again while it lives: one server's refusal says nothing about the others, and its own
     * answer tells the application more than ours could.
     */
    CacheState failed(AuthenticationException cause, RefreshPolicy policy, long now) {
        int failures = retry.inARow() + 1;
        long left = tokens == null ? Long.MAX_VALUE : tokens.left(now);
        long pause = cause.kind() == AuthenticationException.Kind.TERMINAL
                ? policy.terminalPause()
                : policy.retryPause(failures, left);
        return new CacheState(tokens, NONE_REFUSED, null, cause, Pause.of(failures, now + pause), renewals);
    }

    long secondsToRetry(long now) {
        return Math.max(0, (retry.until() - now + 999) / 1000);
    }

    private Pause counted(RefreshPolicy policy, long now) {
        return renewals.isOver(now)
                ? Pause.of(1, now + policy.renewalPeriod())
                : Pause.of(renewals.inARow() + 1, renewals.until());
    }
}
