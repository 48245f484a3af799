package io.countersign.token;

import io.countersign.event.FetchKind;
import io.countersign.event.TokenEvents;
import io.countersign.request.AuthenticationException;
import org.jspecify.annotations.Nullable;

/** A source whose every attempt is told to who watches it. */
public final class WatchedTokens implements TokenSource {

    private final TokenSource source;
    private final TokenEvents events;
    private final boolean troubleOnly;

    private WatchedTokens(TokenSource source, TokenEvents events, boolean troubleOnly) {
        this.source = source;
        this.events = events;
        this.troubleOnly = troubleOnly;
    }

    /** Tells of what succeeds and of what fails. */
    public static TokenSource of(TokenSource source, TokenEvents events) {
        return new WatchedTokens(source, events, false);
    }

    /** Tells of what fails only: what succeeds is a step on the way to tokens that somebody else tells of. */
    public static TokenSource troubleOf(TokenSource source, TokenEvents events) {
        return new WatchedTokens(source, events, true);
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        Object begun = events.begin();
        try {
            TokenSet tokens = source.fetch(previous);
            if (!troubleOnly) {
                events.end(begun, tokens.kind(), null);
            }
            return tokens;
        } catch (AuthenticationException e) {
            events.end(begun, triedFirst(previous), e);
            throw e;
        } catch (RuntimeException | Error e) { // its message could hold anything, so only the type is told
            String said = source + " failed unexpectedly: " + e.getClass().getName();
            events.end(begun, triedFirst(previous), AuthenticationException.transientFailure(said, e));
            throw e;
        }
    }

    private static FetchKind triedFirst(@Nullable TokenSet previous) {
        return previous == null || previous.refreshToken() == null ? FetchKind.LOG_IN : FetchKind.REFRESH;
    }

    @Override
    public boolean isMended() {
        return source.isMended();
    }

    @Override
    public String toString() {
        return source.toString();
    }
}
