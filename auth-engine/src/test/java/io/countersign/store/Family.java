package io.countersign.store;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An issuer whose refresh tokens rotate: each is good once, and one that is used twice counts as stolen. Remembers what each
 * fetch was: a log-in, a refresh, or the misuse of a refresh token, which ends in a log-in too.
 */
final class Family implements TokenSource {

    static final Duration LIFETIME = Duration.ofHours(1);

    final List<String> fetches = new ArrayList<>();
    private final Set<String> good = new HashSet<>();
    private final Clock clock;
    private @Nullable AuthenticationException failure;
    private @Nullable Runnable meanwhile;

    Family(Clock clock) {
        this.clock = clock;
    }

    /** What every fetch ends in from now on; null for tokens. */
    void failWith(@Nullable AuthenticationException instead) {
        failure = instead;
    }

    /** What happens during the next fetch. */
    void duringNextFetch(Runnable happening) {
        meanwhile = happening;
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        Runnable happening = meanwhile;
        meanwhile = null;
        if (happening != null) {
            happening.run();
        }
        Secret refreshToken = previous == null ? null : previous.refreshToken();
        String kind = refreshToken == null ? "log-in" : good.remove(refreshToken.reveal()) ? "refresh" : "misuse";
        fetches.add(kind);
        if (failure != null) {
            throw failure;
        }
        String number = Integer.toString(fetches.size());
        good.add("refresh-" + number);
        return TokenSet.of(token("access-" + number))
                .withId(token("id-" + number))
                .withRefreshToken(Secret.of("refresh-" + number))
                .withAccount("orders");
    }

    private Token token(String value) {
        return Token.expiring(Secret.of(value), clock.instant(), clock.instant().plus(LIFETIME));
    }

    @Override
    public String toString() {
        return "the family";
    }
}
