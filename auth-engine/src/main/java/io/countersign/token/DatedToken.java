package io.countersign.token;

import java.time.Instant;

/** A token with the two moments that decide about its use, in milliseconds of the local clock. */
final class DatedToken {

    private final Token token;
    private final long staleAt;
    private final long expiresAt;

    private DatedToken(Token token, long staleAt, long expiresAt) {
        this.token = token;
        this.staleAt = staleAt;
        this.expiresAt = expiresAt;
    }

    static DatedToken of(Token token, RefreshPolicy policy) {
        Instant begin = token.issuedAt();
        Instant end = token.expiresAt();
        if (begin == null || end == null) {
            return new DatedToken(token, Long.MAX_VALUE, Long.MAX_VALUE);
        }
        long expiresAt = end.toEpochMilli();
        return new DatedToken(token, expiresAt - policy.margin(expiresAt - begin.toEpochMilli()), expiresAt);
    }

    Token token() {
        return token;
    }

    /** Good, and not to be replaced yet. */
    boolean isFresh(long now) {
        return now < staleAt;
    }

    /** Good at all, fresh or stale. */
    boolean isAlive(long now) {
        return now < expiresAt;
    }
}
