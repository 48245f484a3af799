package io.countersign.oauth;

import io.countersign.http.HttpAnswer;
import io.countersign.http.HttpConnection;
import io.countersign.request.AuthenticationException;
import io.countersign.token.JsonScalars;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an authorization server gives tokens: an address, or what its discovery document says (OpenID Connect Discovery
 * 1.0, else RFC 8414). What was discovered is remembered until a request for a token fails.
 */
public final class TokenEndpoint {

    private final URI place;
    private final boolean issuer;
    private volatile @Nullable URI known;

    private TokenEndpoint(URI place, boolean issuer) {
        this.place = place;
        this.issuer = issuer;
    }

    /** The address itself. */
    public static TokenEndpoint at(URI address) {
        return new TokenEndpoint(address, false);
    }

    /** The one that an issuer's discovery document names. */
    public static TokenEndpoint ofIssuer(URI issuer) {
        return new TokenEndpoint(issuer, true);
    }

    URI find(HttpConnection http) throws AuthenticationException {
        URI found = issuer ? known : place;
        if (found == null) {
            found = discovered(http);
            known = found;
        }
        return found;
    }

    /** Has the document read again before the next request. */
    void forget() {
        known = null;
    }

    private URI discovered(HttpConnection http) throws AuthenticationException {
        String base = withoutSlash(place.toString());
        String path = withoutSlash(place.getRawPath());
        URI openId = URI.create(base + "/.well-known/openid-configuration");
        URI oauth = URI.create(
                base.substring(0, base.length() - path.length()) + "/.well-known/oauth-authorization-server" + path);
        Map<String, String> document = document(http, openId);
        if (document == null) {
            document = document(http, oauth);
        }
        if (document == null) {
            throw AuthenticationException.terminal(
                    "there is no discovery document at " + openId + " nor at " + oauth
                            + "; correct the identity's issuer, or give its token-url instead",
                    null);
        }
        return endpoint(document);
    }

    /** Null if there is none. */
    private @Nullable Map<String, String> document(HttpConnection http, URI address) throws AuthenticationException {
        HttpAnswer answer;
        try {
            answer = http.get(address);
        } catch (IOException e) {
            throw AuthenticationException.transientFailure(OAuthFailure.withoutAnswer(address, e), e);
        }
        if (answer.status() >= 500 || answer.status() == OAuthFailure.TOO_MANY_REQUESTS) {
            throw AuthenticationException.transientFailure(
                    address + " answers with HTTP status " + answer.status() + "; another attempt follows", null);
        }
        try {
            return answer.isOk() ? JsonScalars.of(answer.text().getBytes(StandardCharsets.UTF_8)) : null;
        } catch (IOException e) {
            throw AuthenticationException.transientFailure(
                    address + " gives no JSON; correct the identity's issuer, or give its token-url instead", null);
        }
    }

    /** Another server's document must not redirect the secret: RFC 8414, section 3.3. */
    private URI endpoint(Map<String, String> document) throws AuthenticationException {
        String self = document.getOrDefault("issuer", "");
        if (!withoutSlash(self).equals(withoutSlash(place.toString()))) {
            throw unusable("is that of " + (self.isEmpty() ? "no issuer" : "the issuer " + self)
                    + "; correct the identity's issuer");
        }
        try {
            URI endpoint = URI.create(document.getOrDefault("token_endpoint", ""));
            boolean http = "https".equals(endpoint.getScheme())
                    || ("http".equals(endpoint.getScheme()) && "http".equals(place.getScheme()));
            if (http && endpoint.getHost() != null) {
                return endpoint;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw unusable("names no token_endpoint under https; give the identity's token-url instead");
    }

    private AuthenticationException unusable(String how) {
        return AuthenticationException.terminal("the discovery document of " + place + " " + how, null);
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    @Override
    public String toString() {
        return place.toString();
    }
}
