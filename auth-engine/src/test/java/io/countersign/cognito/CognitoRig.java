package io.countersign.cognito;

import io.countersign.aws.AwsCredentials;
import io.countersign.aws.StaticCredentials;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.MutableClock;
import io.countersign.counterpart.PoolClient;
import io.countersign.counterpart.PoolUser;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.UserPool;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.CachedTokens;
import io.countersign.token.RefreshPolicy;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A user pool that checks what it is sent, and log-ins to it. Both clocks stand still until a test moves them. */
final class CognitoRig implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-01-05T00:00:10Z");
    static final String POOL = "us-east-1_Ab12Cd34E";
    static final String CLIENT = "1example23456789";
    static final String CLIENT_SECRET = "client-s3cret";
    static final String ACCOUNT = "4f1c-real";
    static final String ALIAS = "svc@example.com";
    static final String PASSWORD = "Correct horse 1!";
    static final SigV4Verifier.Account AWS_KEYS =
            new SigV4Verifier.Account("AKIARIGEXAMPLE", "rig/secret+access+key/99", "");

    static final String LOG_IN = "InitiateAuth";
    static final String ANSWER = "RespondToAuthChallenge";
    static final String REFRESH = "GetTokensFromRefreshToken";

    final MutableClock serverClock = new MutableClock(NOW);
    final MutableClock clock = new MutableClock(NOW);
    final CognitoServer server;
    /** Its timeout is long, since the machine that runs the tests may be busy. */
    final CognitoConnection connection;

    private CognitoRig(UserPool pool) {
        this.server = CognitoServer.start(pool, serverClock, SecretLedger.discarding());
        this.connection = CognitoConnection.of("us-east-1", server.endpoint(), Duration.ofSeconds(20));
    }

    /** A pool with one confirmed user and a client without a secret. */
    static CognitoRig plain() {
        return of(user());
    }

    /** A pool with this user and a client without a secret. */
    static CognitoRig of(PoolUser user) {
        return of(pool -> pool.user(user).client(CLIENT));
    }

    /** A pool with this user and a client with a secret. */
    static CognitoRig withClientSecret(PoolUser user) {
        return of(pool -> pool.user(user).client(PoolClient.of(CLIENT).withSecrets(CLIENT_SECRET)));
    }

    /** Any pool; its user is known by an alias, too. */
    static CognitoRig of(UnaryOperator<UserPool.Builder> contents) {
        UserPool.Builder pool = UserPool.builder(POOL).alias(ALIAS, ACCOUNT).administrator(AWS_KEYS);
        return new CognitoRig(contents.apply(pool).build());
    }

    static PoolUser user() {
        return PoolUser.of(ACCOUNT, PASSWORD);
    }

    static UserCredentials credentials() {
        return UserCredentials.of(ACCOUNT, Secret.of(PASSWORD));
    }

    static AppClient app() {
        return AppClient.of(POOL, CLIENT, null);
    }

    static AppClient appWithSecret() {
        return AppClient.of(POOL, CLIENT, Secret.of(CLIENT_SECRET));
    }

    CognitoUserSource source() {
        return source(app(), credentials());
    }

    CognitoUserSource source(UserCredentials user) {
        return source(app(), user);
    }

    CognitoUserSource source(AppClient app, UserCredentials user) {
        return source(app, user, connection);
    }

    CognitoUserSource source(AppClient app, UserCredentials user, CognitoConnection way) {
        return CognitoUserSource.of(app, user, way, clock, new SecureRandom())
                .withAwsCredentials(StaticCredentials.of(
                        AwsCredentials.of(AWS_KEYS.accessKeyId(), Secret.of(AWS_KEYS.secretAccessKey()))));
    }

    /** A cache on this rig's clock, which fetches in the thread that asks. */
    CachedTokens cache(TokenSource source) {
        return cache(source, clock);
    }

    static CachedTokens cache(TokenSource source, Clock clock) {
        RefreshPolicy policy = RefreshPolicy.of(new Random(1)).withTimeout(Duration.ofSeconds(30));
        return CachedTokens.of("orders", source, policy, clock, Runnable::run);
    }

    void bothClocks(Duration by) {
        clock.advance(by);
        serverClock.advance(by);
    }

    /** All requests as text, to look for what must not be in them. */
    String traffic() {
        StringBuilder all = new StringBuilder();
        server.received().forEach(request -> all.append(request.raw()));
        return all.toString();
    }

    static AuthenticationException assertFails(
            TokenSource source, @Nullable TokenSet previous, AuthenticationException.Kind kind, String part) {
        AuthenticationException failure =
                catchThrowableOfType(AuthenticationException.class, () -> source.fetch(previous));
        assertThat(failure).isNotNull().hasMessageContaining(part);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage())
                .doesNotContain("\n")
                .doesNotContain(PASSWORD)
                .doesNotContain(CLIENT_SECRET);
        return failure;
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
