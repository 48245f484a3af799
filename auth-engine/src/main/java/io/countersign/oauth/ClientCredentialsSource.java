package io.countersign.oauth;

import io.countersign.http.HttpAnswer;
import io.countersign.http.HttpConnection;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.JsonScalars;
import io.countersign.token.JwtClaims;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens by the client credentials grant.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749, section 4.4</a>
 */
public final class ClientCredentialsSource implements TokenSource {

    private static final int MOST_DIGITS = 9;

    private final OAuthClient client;
    private final TokenEndpoint endpoint;
    private final HttpConnection http;
    private final Clock clock;

    private ClientCredentialsSource(OAuthClient client, TokenEndpoint endpoint, HttpConnection http, Clock clock) {
        this.client = client;
        this.endpoint = endpoint;
        this.http = http;
        this.clock = clock;
    }

    /** @param clock only its differences count */
    public static ClientCredentialsSource of(
            OAuthClient client, TokenEndpoint endpoint, HttpConnection http, Clock clock) {
        return new ClientCredentialsSource(client, endpoint, http, clock);
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        boolean given = false;
        try {
            TokenSet tokens = fetchFrom(endpoint.find(http));
            given = true;
            return tokens;
        } finally {
            if (!given) {
                endpoint.forget();
            }
        }
    }

    private TokenSet fetchFrom(URI address) throws AuthenticationException {
        Instant asked = clock.instant();
        HttpAnswer answer;
        try {
            answer = http.post(address, client.form(), client.authorization());
        } catch (IOException e) {
            throw AuthenticationException.transientFailure(
                    this + " failed: " + OAuthFailure.withoutAnswer(address, e), e);
        }
        Map<String, String> members = members(address, answer);
        if (!answer.isOk()) {
            throw OAuthFailure.of(toString(), address, answer, members, client.secret());
        }
        return TokenSet.of(token(address, members, asked));
    }

    private Map<String, String> members(URI address, HttpAnswer answer) throws AuthenticationException {
        try {
            return JsonScalars.of(answer.text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) { // not the cause: it quotes what it could not read
            if (!answer.isOk()) {
                return Collections.emptyMap();
            }
            throw AuthenticationException.transientFailure(
                    this + " failed: " + address + " gives no JSON; check proxy and address", null);
        }
    }

    private Token token(URI address, Map<String, String> members, Instant asked) throws AuthenticationException {
        String value = members.getOrDefault("access_token", "");
        String type = members.getOrDefault("token_type", "Bearer");
        if (value.isEmpty()) {
            throw AuthenticationException.terminal(
                    this + " failed: the answer of " + address
                            + " holds no access_token; correct the identity's token-url or issuer",
                    null);
        }
        if (!"bearer".equalsIgnoreCase(type)) {
            throw AuthenticationException.terminal(
                    this + " failed: " + address + " gives tokens of another type than Bearer, which need a proof with"
                            + " each request; have the client given bearer tokens",
                    null);
        }
        Secret secret = Secret.of(value);
        Duration lifetime = lifetime(members.getOrDefault("expires_in", ""), secret);
        return lifetime == null ? Token.lasting(secret) : Token.expiring(secret, asked, asked.plus(lifetime));
    }

    /** What the answer says, else what the token says; null if neither does. Fractions of a second are dropped. */
    private static @Nullable Duration lifetime(String expiresIn, Secret token) {
        int point = expiresIn.indexOf('.');
        String seconds = point < 0 ? expiresIn : expiresIn.substring(0, point);
        boolean number = !seconds.isEmpty()
                && seconds.length() <= MOST_DIGITS
                && seconds.chars().allMatch(c -> c >= '0' && c <= '9');
        return number
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : JwtClaims.of(token).lifetime();
    }

    @Override
    public String toString() {
        return "the log-in of " + client + " at " + endpoint;
    }
}
