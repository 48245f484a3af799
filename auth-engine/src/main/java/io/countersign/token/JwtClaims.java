package io.countersign.token;

import io.countersign.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON Web Token (RFC 7519) says about itself. Nothing is verified, so it may decide when to refresh, never whom
 * to trust. A value that is no JWT has no claims.
 */
public final class JwtClaims {

    private static final JwtClaims NONE = new JwtClaims(Collections.emptyMap());
    private static final int LONGEST_TIME = 12;

    private final Map<String, String> claims;

    private JwtClaims(Map<String, String> claims) {
        this.claims = claims;
    }

    /** Reads the claims of a token; never fails. */
    public static JwtClaims of(Secret token) {
        String[] parts = token.reveal().split("\\.", -1);
        if (parts.length != 3) {
            return NONE;
        }
        try {
            return new JwtClaims(JsonScalars.of(Base64.getUrlDecoder().decode(parts[1])));
        } catch (IOException | IllegalArgumentException opaque) {
            return NONE;
        }
    }

    /** When the issuer made it, on the issuer's clock: {@code iat}. */
    public @Nullable Instant issuedAt() {
        return time("iat");
    }

    /** When it ends, on the issuer's clock: {@code exp}. */
    public @Nullable Instant expiresAt() {
        return time("exp");
    }

    /** From {@code iat} to {@code exp}: right whatever the local clock says. Null if one of them is missing. */
    public @Nullable Duration lifetime() {
        Instant begin = issuedAt();
        Instant end = expiresAt();
        return begin == null || end == null ? null : Duration.between(begin, end);
    }

    /** The claim {@code token_use}: {@code access} or {@code id}. */
    public @Nullable String tokenUse() {
        return claims.get("token_use");
    }

    /** The claim {@code client_id}, which Cognito's access tokens have. */
    public @Nullable String clientId() {
        return claims.get("client_id");
    }

    /** The account's real user name: {@code cognito:username} in ID tokens, {@code username} in access tokens. */
    public @Nullable String username() {
        return claims.containsKey("cognito:username") ? claims.get("cognito:username") : claims.get("username");
    }

    /** All that are single values, for who asked to see them; in no particular order. */
    public Map<String, String> all() {
        return Collections.unmodifiableMap(claims);
    }

    /** Names only; the values are somebody's affairs. */
    @Override
    public String toString() {
        return "JwtClaims(" + claims.keySet() + ")";
    }

    /** Fractions of a second are allowed (RFC 7519, section 2) and dropped. */
    private @Nullable Instant time(String name) {
        String value = claims.getOrDefault(name, "");
        int point = value.indexOf('.');
        String seconds = point < 0 ? value : value.substring(0, point);
        boolean number = !seconds.isEmpty()
                && seconds.length() <= LONGEST_TIME
                && seconds.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
    }
}
