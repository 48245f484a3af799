package io.countersign.store;

import io.countersign.secret.Secret;
import io.countersign.token.Token;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token as it lies in a store: its end is told by how long it had left when it was put there. */
final class StoredToken {

    /** Without an end of its own. */
    static final long LASTING = -1;

    private static final long LONGEST_MARGIN = Duration.ofMinutes(5).toMillis();

    private final Secret value;
    private final long lifetime;

    StoredToken(Secret value, long lifetime) {
        this.value = value;
        this.lifetime = lifetime;
    }

    static @Nullable StoredToken of(@Nullable Token token) {
        if (token == null) {
            return null;
        }
        Instant begin = token.issuedAt();
        Instant end = token.expiresAt();
        return new StoredToken(
                token.value(),
                begin == null || end == null
                        ? LASTING
                        : Math.max(0, Duration.between(begin, end).toMillis()));
    }

    Secret value() {
        return value;
    }

    /** In milliseconds, or {@link #LASTING}. */
    long lifetime() {
        return lifetime;
    }

    /**
     * Whether it need not be replaced yet, by the same margin as in a JVM that fetched it itself: whoever finds an older one
     * replaces it for all.
     *
     * @param age since it was put there, in milliseconds; negative if a clock was set back
     */
    boolean isFresh(long age) {
        return lifetime == LASTING || (age >= 0 && age < lifetime - Math.min(lifetime / 10, LONGEST_MARGIN));
    }

    boolean isAlive(long age) {
        return lifetime == LASTING || (age >= 0 && age < lifetime);
    }

    /** For who asks for it now. */
    Token asOf(Instant now, long age) {
        return lifetime == LASTING
                ? Token.lasting(value)
                : Token.expiring(value, now, now.plusMillis(Math.max(0, lifetime - Math.max(0, age))));
    }

    @Override
    public String toString() {
        return "StoredToken(" + value + ")";
    }
}
