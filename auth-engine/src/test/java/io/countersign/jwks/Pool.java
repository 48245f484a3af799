package io.countersign.jwks;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.TokenUse;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A user pool as far as verification sees it: keys that can change, a key set that can fail, and what verifies its tokens. */
final class Pool {

    static final String ISSUER = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_example";
    static final String CLIENT = "3n4b5urk1ft4fl3mg5e62d9ado";
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final SigningKey KEY = SigningKey.of("current");

    final AtomicInteger fetches = new AtomicInteger();
    final TokenVerifier verifier;
    private volatile KeySource source;

    private Pool(KeySource source) {
        this.source = source;
        this.verifier = TokenVerifier.of(this::fetch, Set.of(ISSUER), CLIENT);
    }

    static Pool of(KeySource source) {
        return new Pool(source);
    }

    static Pool publishing(SigningKey... keys) {
        String document = SigningKey.jwks(keys);
        return of(() -> document);
    }

    /** From now on the key set comes from there. */
    void publish(KeySource next) {
        source = next;
    }

    void verify(String token, TokenUse use, Instant now) throws AuthenticationException {
        verifier.verify(Secret.of(token), use, now);
    }

    void verifyAccess(String token) throws AuthenticationException {
        verify(token, TokenUse.ACCESS, NOW);
    }

    ThrowableAssertAlternative<AuthenticationException> refuses(String token, TokenUse use, Instant now) {
        return assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> verify(token, use, now))
                .matches(e -> e.kind() == AuthenticationException.Kind.TERMINAL, "is terminal")
                .withNoCause();
    }

    ThrowableAssertAlternative<AuthenticationException> refuses(String token) {
        return refuses(token, TokenUse.ACCESS, NOW);
    }

    ThrowableAssertAlternative<AuthenticationException> cannotTell(String token, Instant now) {
        return assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> verify(token, TokenUse.ACCESS, now))
                .matches(e -> e.kind() == AuthenticationException.Kind.TRANSIENT, "is transient");
    }

    static Map<String, Object> accessClaims() {
        Map<String, Object> claims = claims("access");
        claims.put("client_id", CLIENT);
        return claims;
    }

    static Map<String, Object> idClaims() {
        Map<String, Object> claims = claims("id");
        claims.put("aud", CLIENT);
        return claims;
    }

    /** The claims of an access token, one of them changed; a null takes it away. */
    static Map<String, Object> accessClaims(String name, @Nullable Object value) {
        return changed(accessClaims(), name, value);
    }

    static Map<String, Object> idClaims(String name, @Nullable Object value) {
        return changed(idClaims(), name, value);
    }

    private static Map<String, Object> changed(Map<String, Object> claims, String name, @Nullable Object value) {
        claims.remove(name);
        if (value != null) {
            claims.put(name, value);
        }
        return claims;
    }

    private static Map<String, Object> claims(String use) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "9ba3bbc7-43e9-4b45-8a10-8f7a0a2f0b0e");
        claims.put("iss", ISSUER);
        claims.put("token_use", use);
        claims.put("iat", NOW.getEpochSecond());
        claims.put("exp", NOW.plusSeconds(3600).getEpochSecond());
        return claims;
    }

    private String fetch() throws IOException {
        fetches.incrementAndGet();
        return source.fetch();
    }
}
