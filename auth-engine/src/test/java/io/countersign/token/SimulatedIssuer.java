package io.countersign.token;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An issuer and the source that asks it, without a network between them; it refreshes, or else logs in. */
final class SimulatedIssuer implements FaultyIssuer, TokenSource {

    private final SteppingClock machine;
    private final Duration lifetime;
    private final Duration refreshLifetime;
    private final boolean rotation;
    private final Map<Secret, Instant> ends = new HashMap<>();
    private Trouble trouble = Trouble.NONE;
    private @Nullable Secret refreshToken;
    private Instant familyEnd = Instant.MIN;
    private int logIns;
    private int refreshes;
    private int attempts;

    /** @param rotation whether each refresh token is good for one use */
    SimulatedIssuer(SteppingClock machine, Duration lifetime, Duration refreshLifetime, boolean rotation) {
        this.machine = machine;
        this.lifetime = lifetime;
        this.refreshLifetime = refreshLifetime;
        this.rotation = rotation;
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        attempts++;
        switch (trouble) {
            case OUTAGE -> throw AuthenticationException.transientFailure("not reachable", null);
            case THROTTLING -> throw AuthenticationException.transientFailure("too many requests", null);
            case USER_DISABLED -> throw AuthenticationException.terminal("the user is disabled", null);
            case NONE -> {}
        }
        Instant now = machine.truth().instant();
        Secret offered = previous == null ? null : previous.refreshToken();
        if (offered != null && offered.equals(refreshToken) && now.isBefore(familyEnd)) {
            refreshes++;
            return granted(now, rotation ? Secret.of("refresh-" + attempts) : offered);
        }
        logIns++;
        familyEnd = now.plus(refreshLifetime);
        return granted(now, Secret.of("refresh-" + attempts));
    }

    /** The machine's wall clock dates the tokens, as right or wrong as it is. */
    private TokenSet granted(Instant now, Secret nextRefreshToken) {
        refreshToken = nextRefreshToken;
        Secret value = Secret.of("access-" + attempts);
        ends.put(value, now.plus(lifetime));
        Instant asked = machine.wall().instant();
        return TokenSet.of(Token.expiring(value, asked, asked.plus(lifetime))).withRefreshToken(nextRefreshToken);
    }

    @Override
    public void suffer(Trouble next) {
        trouble = next;
    }

    @Override
    public void revokeRefreshTokens() {
        refreshToken = null;
    }

    @Override
    public boolean accepts(Token token) {
        Instant end = ends.get(token.value());
        return end != null && machine.truth().instant().isBefore(end);
    }

    @Override
    public int logIns() {
        return logIns;
    }

    @Override
    public int refreshes() {
        return refreshes;
    }

    @Override
    public int attempts() {
        return attempts;
    }

    @Override
    public String toString() {
        return "the simulated issuer";
    }
}
