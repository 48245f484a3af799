package io.countersign.token;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token with the two moments that decide about its use, in milliseconds of the cache's clock. */
final class DatedToken {

    private final Token token;
    private final long staleAt;
    private final long expiresAt;

    private DatedToken(Token token, long staleAt, long expiresAt) {
        this.token = token;
        this.staleAt = staleAt;
        this.expiresAt = expiresAt;
    }

    /** @param asked when the fetch began: the lifetime counts from then, whatever the source's own clock says */
    static DatedToken of(Token token, RefreshPolicy policy, long asked) {
        Instant begin = token.issuedAt();
        Instant end = token.expiresAt();
        if (begin == null || end == null) {
            return new DatedToken(token, Long.MAX_VALUE, Long.MAX_VALUE);
        }
        long lifetime = Duration.between(begin, end).toMillis();
        long expiresAt = asked + lifetime;
        return new DatedToken(token, expiresAt - policy.margin(lifetime), expiresAt);
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

    /** When it stops being good, on the cache's clock; null if it has no lifetime. */
    @Nullable
    Instant end() {
        return expiresAt == Long.MAX_VALUE ? null : Instant.ofEpochMilli(expiresAt);
    }

    /** How long it is still good for. */
    long left(long now) {
        return expiresAt == Long.MAX_VALUE ? Long.MAX_VALUE : expiresAt - now;
    }
}
