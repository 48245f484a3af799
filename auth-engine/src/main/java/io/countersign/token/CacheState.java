package io.countersign.token;

import io.countersign.request.AuthenticationException;
import org.jspecify.annotations.Nullable;

/** All that {@link CachedTokens} knows at one moment. Immutable: a change is another state that replaces it whole. */
final class CacheState {

    static final CacheState EMPTY = new CacheState(null, false, null, null, Pause.NONE, Pause.NONE);

    private final @Nullable DatedTokens tokens;
    private final boolean refused;
    private final @Nullable Flight flight;
    private final @Nullable AuthenticationException failure;
    private final Pause retry;
    private final Pause renewal;

    private CacheState(
            @Nullable DatedTokens tokens,
            boolean refused,
            @Nullable Flight flight,
            @Nullable AuthenticationException failure,
            Pause retry,
            Pause renewal) {
        this.tokens = tokens;
        this.refused = refused;
        this.flight = flight;
        this.failure = failure;
        this.retry = retry;
        this.renewal = renewal;
    }

    /** What the last successful fetch gave, however old. */
    @Nullable
    DatedTokens tokens() {
        return tokens;
    }

    /** Those tokens, unless a server refused them and nothing has been learned since. */
    @Nullable
    DatedTokens offered() {
        return refused ? null : tokens;
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

    boolean mayFetch(long now) {
        return retry.isOver(now);
    }

    boolean mayRenew(long now) {
        return retry.isOver(now) && renewal.isOver(now);
    }

    CacheState refused() {
        return new CacheState(tokens, true, flight, failure, retry, renewal);
    }

    CacheState departed(Flight newFlight) {
        return new CacheState(tokens, refused, newFlight, failure, retry, renewal);
    }

    /** Renewals that refusals forced are counted: whoever refuses every token must not cause a log-in per request. */
    CacheState landed(DatedTokens newTokens, RefreshPolicy policy, long now) {
        return new CacheState(newTokens, false, null, null, Pause.NONE, refused ? nextRenewal(policy, now) : renewal);
    }

    /**
     * After a transient failure a refused token is offered again while it lives: one server's refusal says nothing
     * about the others, and its own answer tells the application more than ours could.
     */
    CacheState failed(AuthenticationException cause, RefreshPolicy policy, long now) {
        boolean terminal = cause.kind() == AuthenticationException.Kind.TERMINAL;
        int failures = retry.inARow() + 1;
        Pause pause = Pause.of(failures, now + (terminal ? policy.terminalPause() : policy.retryPause(failures)));
        return new CacheState(tokens, refused && terminal, null, cause, pause, renewal);
    }

    long secondsToRetry(long now) {
        return Math.max(0, (retry.until() - now + 999) / 1000);
    }

    private Pause nextRenewal(RefreshPolicy policy, long now) {
        boolean calm = renewal == Pause.NONE || now - renewal.until() > policy.calm();
        int renewals = calm ? 1 : renewal.inARow() + 1;
        return Pause.of(renewals, now + policy.renewalPause(renewals));
    }
}
