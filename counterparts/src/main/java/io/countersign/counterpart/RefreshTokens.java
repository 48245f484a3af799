package io.countersign.counterpart;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The refresh tokens that are still good, and those that rotation has used up. */
final class RefreshTokens {

    private final Random random;
    private final Map<String, Grant> good = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    /** Whom a refresh token stands for. */
    record Grant(String account, String clientId) {}

    RefreshTokens(Random random) {
        this.random = random;
    }

    String issue(Grant grant) {
        byte[] bytes = new byte[96];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        good.put(token, grant);
        return token;
    }

    Grant grant(String token, String clientId) throws CognitoException {
        if (used.contains(token)) {
            throw CognitoException.of("RefreshTokenReuseException", "Refresh token has been used already");
        }
        return Optional.ofNullable(good.get(token))
                .filter(grant -> grant.clientId().equals(clientId))
                .orElseThrow(() -> CognitoException.notAuthorized("Invalid Refresh Token"));
    }

    void useUp(String token) {
        good.remove(token);
        used.add(token);
    }

    void revokeAll() {
        good.clear();
    }
}
