package io.countersign.jwks;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenUse;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Verifies tokens of an Amazon Cognito user pool: signature, issuer, app client, use and times ("Verifying JSON web tokens"
 * of its developer guide). May be used by many threads.
 */
public final class TokenVerifier {

    private final IssuerKeys keys;
    private final ExpectedClaims expected;

    private TokenVerifier(IssuerKeys keys, ExpectedClaims expected) {
        this.keys = keys;
        this.expected = expected;
    }

    /**
     * A verifier that knows no keys yet.
     *
     * @param keys asked at the first token, and again at a token that names an unknown key, at most once a minute
     * @param issuers what the claim {@code iss} may be: {@code https://cognito-idp.<region>.amazonaws.com/<pool>}
     * @param clientId the app client that the tokens are for
     */
    public static TokenVerifier of(KeySource keys, Set<String> issuers, String clientId) {
        Set<String> copy = Collections.unmodifiableSet(new LinkedHashSet<>(issuers));
        return new TokenVerifier(IssuerKeys.of(keys), ExpectedClaims.of(copy, clientId));
    }

    /**
     * Verifies one token.
     *
     * @param now on the issuer's clock, as well as it is known
     * @throws AuthenticationException terminal if the token is not what it should be, transient if the keys cannot be had
     */
    public void verify(Secret token, TokenUse use, Instant now) throws AuthenticationException {
        verified(token, use, now);
    }

    /**
     * Verifies what came together: the access token; the ID token, if there is one; and that it is of this access token, if it
     * says so ({@code at_hash}).
     *
     * @param now on the issuer's clock, as well as it is known
     * @throws AuthenticationException as for a single token
     */
    public void verify(TokenSet tokens, Instant now) throws AuthenticationException {
        Secret access = tokens.access().value();
        verify(access, TokenUse.ACCESS, now);
        Token id = tokens.get(TokenUse.ID);
        if (id == null) {
            return;
        }
        JsonObject claims = verified(id.value(), TokenUse.ID, now);
        try {
            AccessTokenHash.check(claims, access);
        } catch (Rejection e) {
            throw refused(TokenUse.ID, e);
        }
    }

    private JsonObject verified(Secret token, TokenUse use, Instant now) throws AuthenticationException {
        try {
            SignedToken signed = SignedToken.of(token);
            PublicKey key = keys.get(signed.keyId(), now);
            JsonObject claims = signed.claims(key);
            expected.check(claims, use, now);
            return claims;
        } catch (Rejection e) {
            throw refused(use, e);
        }
    }

    private static AuthenticationException refused(TokenUse use, Rejection reason) {
        String name = use == TokenUse.ID ? "ID token" : "access token";
        return AuthenticationException.terminal("the " + name + " does not verify: " + reason.getMessage(), null);
    }
}
