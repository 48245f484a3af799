package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.JwtClaims;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ClientAuthenticationResultType;

/**
 * Access tokens of an app client in its own name, by the operation GetClientToken, which needs no domain. The app client
 * must allow {@code ALLOW_CLIENT_TOKEN_AUTH} and nothing else.
 */
public final class CognitoClientSource implements TokenSource, AutoCloseable {

    /** A lifetime in whole seconds began some time before its end was known. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    private final CognitoCalls calls;
    private final Secret secret;
    private final List<String> scopes;
    private final Clock clock;

    private CognitoClientSource(CognitoCalls calls, Secret secret, List<String> scopes, Clock clock) {
        this.calls = calls;
        this.secret = secret;
        this.scopes = scopes;
        this.clock = clock;
    }

    /**
     * Tokens of one app client.
     *
     * @param scopes none for all that the app client has
     * @throws IllegalArgumentException if the app client has no secret
     */
    public static CognitoClientSource of(
            AppClient app, Collection<String> scopes, CognitoConnection connection, Clock clock) {
        Secret secret = app.clientSecret();
        if (secret == null) {
            throw new IllegalArgumentException(app + " has no client-secret, which GetClientToken asks for");
        }
        CognitoCalls calls = new CognitoCalls(connection, app, Collections.emptyList(), new ServerClock(clock));
        return new CognitoClientSource(calls, secret, new ArrayList<>(scopes), clock);
    }

    @Override
    public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
        Instant asked = clock.instant();
        ClientAuthenticationResultType result;
        try {
            result = calls.clientToken(secret, scopes);
        } catch (CognitoFailure refused) {
            throw refused.duringClientLogIn(toString());
        }
        if (result == null || result.accessToken() == null) {
            throw AuthenticationException.terminal(
                    this + " failed: the answer holds no access token; make sure that the endpoint is Amazon Cognito's",
                    null);
        }
        return TokenSet.of(token(Secret.of(result.accessToken()), asked, result.expiresIn()));
    }

    private static Token token(Secret value, Instant asked, @Nullable Integer expiresIn) {
        Duration lifetime = expiresIn == null ? JwtClaims.of(value).lifetime() : Duration.ofSeconds(expiresIn);
        return lifetime == null
                ? Token.lasting(value)
                : Token.expiring(value, asked, asked.plus(lifetime).minus(ROUNDING));
    }

    /** Closes the connection. */
    @Override
    public void close() {
        calls.close();
    }

    @Override
    public String toString() {
        return "the log-in of the " + calls.app().asClient();
    }
}
