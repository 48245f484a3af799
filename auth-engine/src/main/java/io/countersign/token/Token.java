package io.countersign.token;

import io.countersign.secret.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A bearer value and how long it is good for. */
public final class Token {

    private final Secret value;
    private final @Nullable Instant issuedAt;
    private final @Nullable Instant expiresAt;

    private Token(Secret value, @Nullable Instant issuedAt, @Nullable Instant expiresAt) {
        this.value = value;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
    }

    /** A token that is good until it is refused. */
    public static Token lasting(Secret value) {
        return new Token(value, null, null);
    }

    /**
     * A token with a lifetime, both ends on the source's clock: the moment at which it was asked for, and that moment plus
     * the lifetime that it then had left. {@link CachedTokens} uses the difference only, and counts it on its own clock.
     */
    public static Token expiring(Secret value, Instant issuedAt, Instant expiresAt) {
        return new Token(value, issuedAt, expiresAt);
    }

    /** What goes into the header. */
    public Secret value() {
        return value;
    }

    /** When its lifetime began, on the source's clock; null if it has none. */
    public @Nullable Instant issuedAt() {
        return issuedAt;
    }

    /** When it stops being valid, on the source's clock; null if it has no lifetime. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public String toString() {
        return "Token(" + value + ", expires " + (expiresAt == null ? "never" : expiresAt) + ")";
    }
}
