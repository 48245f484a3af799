package io.countersign.jwks;

import io.countersign.token.TokenUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token must say about itself: by whom, for whom, for what and when (RFC 7519, section 4.1; "Verifying JSON web
 * tokens" of the Amazon Cognito developer guide).
 */
final class ExpectedClaims {

    /**
     * How far the two clocks may be apart. Now is known from an answer's Date at best: whole seconds, less the answer's way,
     * and from another machine than the one that signed. An hour's token loses nothing by a minute.
     */
    static final Duration LEEWAY = Duration.ofMinutes(1);

    /** The end of the year 9999, in seconds; no issuer means a later one. */
    private static final double LATEST = 253_402_300_799d;

    private static final String CHECK_CLOCK = "correct this host's clock";

    private final Set<String> issuers;
    private final String clientId;

    private ExpectedClaims(Set<String> issuers, String clientId) {
        this.issuers = issuers;
        this.clientId = clientId;
    }

    /** Tokens of one of these issuers, compared letter by letter, for this app client. */
    static ExpectedClaims of(Set<String> issuers, String clientId) {
        return new ExpectedClaims(issuers, clientId);
    }

    /** Compares all of them; the first difference counts. */
    void check(JsonObject claims, TokenUse use, Instant now) throws Rejection {
        String issuer = claims.text("iss");
        if (issuer == null || !issuers.contains(issuer)) {
            throw Rejection.of(
                    "its issuer (iss) is not " + String.join(" or ", issuers),
                    "correct the identity's user-pool-id, region or endpoint");
        }
        checkUse(claims, use);
        checkClient(claims, use);
        checkTimes(claims, now);
    }

    private static void checkUse(JsonObject claims, TokenUse use) throws Rejection {
        String expected = use == TokenUse.ID ? "id" : "access";
        if (!expected.equals(claims.text("token_use"))) {
            throw Rejection.notOfCognito("its token_use is not \"" + expected + "\"");
        }
    }

    /** An ID token is meant for the client; an access token is meant for an API and says which client asked for it. */
    private void checkClient(JsonObject claims, TokenUse use) throws Rejection {
        String claim = use == TokenUse.ID ? "aud" : "client_id";
        boolean fits =
                use == TokenUse.ID ? claims.elements(claim).contains(clientId) : clientId.equals(claims.text(claim));
        if (!fits) {
            throw Rejection.of(
                    "it is for another app client: its " + claim + " is not " + clientId,
                    "correct the identity's client-id");
        }
    }

    private static void checkTimes(JsonObject claims, Instant now) throws Rejection {
        Instant expires = time(claims, "exp");
        if (expires == null) {
            throw Rejection.notOfCognito("it has no expiry (exp)");
        }
        if (!expires.plus(LEEWAY).isAfter(now)) {
            throw Rejection.of("it expired (exp) at " + expires + " and it is " + now, CHECK_CLOCK);
        }
        checkNotAfter(claims, "iat", "it was issued", now);
        checkNotAfter(claims, "nbf", "it is not valid before", now);
    }

    private static void checkNotAfter(JsonObject claims, String name, String event, Instant now) throws Rejection {
        Instant begin = time(claims, name);
        if (begin != null && begin.minus(LEEWAY).isAfter(now)) {
            throw Rejection.of(event + " (" + name + ") " + begin + " and it is " + now, CHECK_CLOCK);
        }
    }

    /** Fractions of a second are allowed (RFC 7519, section 2) and dropped. Null if there is no such claim. */
    private static @Nullable Instant time(JsonObject claims, String name) throws Rejection {
        if (!claims.has(name)) {
            return null;
        }
        Double seconds = claims.number(name);
        if (seconds == null || !(seconds >= 0 && seconds <= LATEST)) {
            throw Rejection.notOfCognito("its " + name + " is not a time");
        }
        return Instant.ofEpochSecond(seconds.longValue());
    }
}
