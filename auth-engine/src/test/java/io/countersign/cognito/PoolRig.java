package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.CachedTokens;
import io.countersign.token.MutableClock;
import io.countersign.token.RefreshPolicy;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A user pool, and log-ins to it. */
final class PoolRig implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final String LOG_IN = "InitiateAuth:USER_SRP_AUTH";
    static final String PROOF = "RespondToAuthChallenge";
    static final String REFRESH = "GetTokensFromRefreshToken";
    static final String OLD_REFRESH = "InitiateAuth:REFRESH_TOKEN_AUTH";

    final PoolRules rules = new PoolRules();
    final FakeUserPool pool = FakeUserPool.start(rules);
    final MutableClock clock = new MutableClock(NOW);
    /** Its timeout is long, since the machine that runs the tests may be busy. */
    final CognitoConnection connection = CognitoConnection.of("us-east-1", pool.endpoint(), Duration.ofSeconds(20));

    CognitoUserSource source(String username) {
        return source(username, PoolRules.PASSWORD, connection);
    }

    CognitoUserSource sourceWithPassword(String password) {
        return source(PoolRules.ACCOUNT, password, connection);
    }

    /** The rules in force now decide whether the client has a secret. */
    CognitoUserSource source(String username, String password, CognitoConnection way) {
        Secret clientSecret = rules.withSecret ? Secret.of(PoolRules.CLIENT_SECRET) : null;
        return CognitoUserSource.of(
                AppClient.of(PoolRules.POOL, PoolRules.CLIENT, clientSecret),
                UserCredentials.of(username, Secret.of(password)),
                way,
                clock,
                new SecureRandom());
    }

    CachedTokens cache(CognitoUserSource source) {
        RefreshPolicy policy = RefreshPolicy.of(new Random(1)).withTimeout(Duration.ofSeconds(30));
        return CachedTokens.of("orders", source, policy, clock, Runnable::run);
    }

    static TokenSet tokens(String refreshToken) {
        return TokenSet.of(Token.lasting(Secret.of("old"))).withRefreshToken(Secret.of(refreshToken));
    }

    AuthenticationException assertFails(
            CognitoUserSource source, @Nullable TokenSet previous, AuthenticationException.Kind kind, String part) {
        AuthenticationException failure =
                catchThrowableOfType(AuthenticationException.class, () -> source.fetch(previous));
        assertThat(failure).hasMessageContaining(part);
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.getMessage()).doesNotContain("\n").doesNotContain(PoolRules.PASSWORD);
        return failure;
    }

    @Override
    public void close() {
        connection.close();
        pool.close();
    }
}
