package io.countersign.token;

import io.countersign.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Tokens for tests. */
final class TestTokens {

    private TestTokens() {}

    static TokenSet set(String value, Instant issuedAt, Duration lifetime) {
        return TokenSet.of(Token.expiring(Secret.of(value), issuedAt, issuedAt.plus(lifetime)));
    }

    static TokenSet lasting(String value) {
        return TokenSet.of(Token.lasting(Secret.of(value)));
    }

    static Secret jwt(String claims) {
        return Secret.of(part("{\"alg\":\"RS256\"}") + "." + part(claims) + "." + part("signature"));
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
