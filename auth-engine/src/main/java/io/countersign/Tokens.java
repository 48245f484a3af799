package io.countersign;

import io.countersign.aws.AwsCredentialsSource;
import io.countersign.aws.CachedCredentials;
import io.countersign.cognito.AppClient;
import io.countersign.cognito.CognitoClientSource;
import io.countersign.cognito.CognitoConnection;
import io.countersign.cognito.CognitoUserSource;
import io.countersign.cognito.UserCredentials;
import io.countersign.http.HttpConnection;
import io.countersign.oauth.ClientCredentialsSource;
import io.countersign.oauth.OAuthClient;
import io.countersign.oauth.TokenEndpoint;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.CachedTokens;
import io.countersign.token.RefreshPolicy;
import io.countersign.token.Token;
import io.countersign.token.TokenSource;
import io.countersign.token.TokenUse;
import java.time.Duration;
import java.util.Collection;

/**
 * The tokens of one identity, for a program that sends its requests itself: got when they are first asked for, renewed
 * before they end, one call for all threads; who has none waits for 30 seconds at most. What pycognito's {@code Cognito} and {@code RequestsSrpAuth} are to Python.
 *
 * <pre>{@code
 * Tokens tokens = Tokens.ofUser(
 *         AppClient.of("us-east-1_Ab12Cd34E", "1example23456789", null),
 *         UserCredentials.of("svc-orders", Secret.of(password)));
 * connection.setRequestProperty("Authorization", tokens.bearer());
 * }</pre>
 *
 * <p>After a 401, {@link #renew} says whether another attempt is worth it. Failures tell the cause and the remedy.
 */
public final class Tokens {

    /** For one call; a log-in takes several. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final CachedTokens tokens;

    private Tokens(CachedTokens tokens) {
        this.tokens = tokens;
    }

    /** Of a user of a Cognito user pool, whose region is asked. */
    public static Tokens ofUser(AppClient app, UserCredentials user) {
        return ofUser(app, user, CognitoConnection.of(app.region(), null, TIMEOUT));
    }

    /** Of a user of a Cognito user pool, by a way of the caller's: another endpoint, a proxy, another timeout. */
    public static Tokens ofUser(AppClient app, UserCredentials user, CognitoConnection connection) {
        Surroundings world = world();
        return of("user", CognitoUserSource.of(app, user, connection, world.clock(), world.random()), world);
    }

    /** Of an app client of a Cognito user pool in its own name (GetClientToken); it needs its secret. */
    public static Tokens ofAppClient(AppClient app, Collection<String> scopes, CognitoConnection connection) {
        Surroundings world = world();
        return of("client", CognitoClientSource.of(app, scopes, connection, world.clock()), world);
    }

    /** Of a client of any OAuth 2 authorization server in its own name. */
    public static Tokens ofClient(OAuthClient client, TokenEndpoint endpoint) {
        Surroundings world = world();
        HttpConnection http = HttpConnection.of(TIMEOUT, world.clock());
        return of("client", ClientCredentialsSource.of(client, endpoint, http, world.clock()), world);
    }

    /**
     * Of any source: one of the engine's, or the program's own.
     *
     * @param name begins the message of every failure
     */
    public static Tokens of(String name, TokenSource source, Surroundings surroundings) {
        RefreshPolicy policy = RefreshPolicy.of(surroundings.random()).withTimeout(LONGEST_WAIT);
        return new Tokens(CachedTokens.of(name, source, policy, surroundings.steadyClock(), surroundings.executor()));
    }

    /** The access token. */
    public Secret access() throws AuthenticationException {
        return tokens.current(TokenUse.ACCESS).value();
    }

    /** The ID token, which only users have. */
    public Secret id() throws AuthenticationException {
        return tokens.current(TokenUse.ID).value();
    }

    /** The value of the header {@code Authorization} for an API that takes the access token. */
    public String bearer() throws AuthenticationException {
        return "Bearer " + access().reveal();
    }

    /**
     * Gives up a token that a server refused, and waits for another.
     *
     * @return whether {@link #access} and {@link #id} now have another one
     */
    public boolean renew(Secret rejected) {
        TokenUse use = isId(rejected) ? TokenUse.ID : TokenUse.ACCESS;
        return tokens.renew(use, Token.lasting(rejected));
    }

    /** Begins to get tokens in the background, so that the first request seldom waits. */
    public void warmUp() {
        tokens.warmUp();
    }

    /** The cache itself, for what builds on it: {@link io.countersign.aws.PoolLogin} for instance. */
    public CachedTokens cache() {
        return tokens;
    }

    /** The same as AWS credentials, if they are: of an assumed role, a web identity or an identity pool. */
    public AwsCredentialsSource asCredentials() {
        return CachedCredentials.of(tokens);
    }

    private boolean isId(Secret rejected) {
        try {
            return !tokens.current(TokenUse.ACCESS).value().equals(rejected)
                    && tokens.current(TokenUse.ID).value().equals(rejected);
        } catch (AuthenticationException none) {
            return false;
        }
    }

    private static Surroundings world() {
        return Surroundings.ofProcess(task -> {
            Thread thread = new Thread(task, "countersign-tokens");
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Override
    public String toString() {
        return "Tokens(" + tokens + ")";
    }
}
