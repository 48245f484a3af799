package io.countersign.counterpart;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The refresh tokens that were handed out, and what became of each. */
final class RefreshTokens {

    private final Random random;
    private final Clock clock;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    /** What a refresh token stands for, and until when; rotation hands on both. */
    record Grant(Login login, Instant end) {}

    private record Issued(Grant grant, @Nullable Instant replacedFrom, boolean revoked) {}

    RefreshTokens(Random random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    String issue(Grant grant) {
        byte[] bytes = new byte[96];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        issued.put(token, new Issued(grant, null, false));
        return token;
    }

    Grant grant(String token, PoolClient client) throws CognitoException {
        Issued found = issued.get(token);
        if (found == null || !found.grant().login().client().equals(client)) {
            throw CognitoException.notAuthorized("Invalid Refresh Token");
        }
        if (found.revoked()) {
            throw CognitoException.notAuthorized("Refresh Token has been revoked");
        }
        if (!clock.instant().isBefore(found.grant().end())) {
            throw CognitoException.notAuthorized("Refresh Token has expired");
        }
        if (found.replacedFrom() != null && !clock.instant().isBefore(found.replacedFrom())) {
            throw CognitoException.of("RefreshTokenReuseException", "Refresh token has been used already");
        }
        return found.grant();
    }

    /** The token is no longer good after the grace period that its first use began. */
    void replace(String token, Duration grace) {
        Instant from = clock.instant().plus(grace);
        issued.computeIfPresent(
                token,
                (same, before) ->
                        before.replacedFrom() == null ? new Issued(before.grant(), from, before.revoked()) : before);
    }

    void revokeAll() {
        issued.replaceAll((token, before) -> new Issued(before.grant(), before.replacedFrom(), true));
    }
}
