package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token that somebody wrote into the configuration; it serves as access and as ID token. */
public final class FixedToken implements TokenSource {

    private final Secret value;
    private final Clock clock;

    private FixedToken(Secret value, Clock clock) {
        this.value = value;
        this.clock = clock;
    }

    /** If the value is a JWT with an {@code exp}, it is used until then; any other is used for ever. */
    public static FixedToken of(Secret value, Clock clock) {
        return new FixedToken(value, clock);
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        Instant now = clock.instant();
        Instant end = JwtClaims.of(value).expiresAt();
        if (end != null && !now.isBefore(end)) {
            throw AuthenticationException.terminal(
                    "the configured token expired at " + end + " (its claim exp); configure a newer one", null);
        }
        Token token = end == null ? Token.lasting(value) : Token.expiring(value, now, end);
        return TokenSet.of(token).withId(token);
    }

    @Override
    public String toString() {
        return "the configured token";
    }
}
