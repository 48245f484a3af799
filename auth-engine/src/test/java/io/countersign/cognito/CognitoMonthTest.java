package io.countersign.cognito;

import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.PoolUser;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.UserPool;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.FaultyIssuer;
import io.countersign.token.JwtClaims;
import io.countersign.token.SimulatedMonth;
import io.countersign.token.SteppingClock;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenSource;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.countersign.cognito.CognitoRig.ACCOUNT;
import static io.countersign.cognito.CognitoRig.ANSWER;
import static io.countersign.cognito.CognitoRig.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

/** A month of one user of a user pool, over HTTP, with all that can go wrong in it; see {@link SimulatedMonth}. */
@Timeout(240)
final class CognitoMonthTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00.789Z");
    private static final Duration REFRESH_LIFETIME = Duration.ofDays(5);

    @ParameterizedTest(name = "tokens of {0}, refresh tokens rotate: {1}")
    @CsvSource({"PT1H, true, 1", "PT24H, false, 2"})
    void everyRequestHasATokenThatCanHaveOneAndNoLogInOrRefreshIsTooManyOrTooFew(
            Duration lifetime, boolean rotation, long seed) {
        SteppingClock machine = new SteppingClock(START);
        try (Pool pool = new Pool(machine, lifetime, rotation)) {
            Duration counted = lifetime.minusSeconds(1); // the claims are whole seconds, so one may be missing
            SimulatedMonth month = new SimulatedMonth(pool, pool, machine, counted, REFRESH_LIFETIME, seed).run();
            assertThat(pool.logIns()).isEqualTo(month.logIns()).isGreaterThan(3);
            assertThat(pool.refreshes()).isEqualTo(month.refreshes()).isGreaterThan(3);
            assertThat(month.requests()).isGreaterThan(300_000);
        }
    }

    /** The counterpart on the true time, the source on the machine's clock, and what came between them. */
    private static final class Pool implements FaultyIssuer, TokenSource, AutoCloseable {

        private final CognitoServer server;
        private final CognitoUserSource source;
        private final Clock truth;
        private @Nullable Secret verified;
        private @Nullable Instant end;
        private int logIns;
        private int refreshes;
        private int attempts;

        Pool(SteppingClock machine, Duration lifetime, boolean rotation) {
            truth = machine.truth();
            UserPool.Builder pool = UserPool.builder(CognitoRig.POOL)
                    .user(CognitoRig.user())
                    .client(CLIENT)
                    .tokenLifetime(lifetime)
                    .refreshTokenLifetime(REFRESH_LIFETIME);
            server = CognitoServer.start(
                    (rotation ? pool.rotatingRefreshTokens() : pool).build(),
                    machine.truth(),
                    SecretLedger.discarding());
            source = CognitoUserSource.of(
                    CognitoRig.app(),
                    CognitoRig.credentials(),
                    CognitoConnection.of("us-east-1", server.endpoint(), Duration.ofSeconds(20)),
                    machine.wall(),
                    new SecureRandom());
        }

        @Override
        public TokenSet fetch(@Nullable TokenSet previous) throws AuthenticationException {
            attempts++;
            server.forget();
            TokenSet tokens = source.fetch(previous);
            if (server.calls(ANSWER) > 0) {
                logIns++;
            } else {
                refreshes++;
            }
            return tokens;
        }

        @Override
        public void suffer(Trouble trouble) {
            server.faults().clear();
            server.account(ACCOUNT)
                    .changeStatus(
                            trouble == Trouble.USER_DISABLED ? PoolUser.Status.DISABLED : PoolUser.Status.CONFIRMED);
            if (trouble == Trouble.OUTAGE) {
                server.faults().always(Reply.Failure.RESET);
            } else if (trouble == Trouble.THROTTLING) {
                server.faults().always(CognitoServer.error(400, "TooManyRequestsException", "Rate exceeded"));
            }
        }

        @Override
        public void revokeRefreshTokens() {
            server.revokeRefreshTokens();
        }

        /** The signature is checked once per token; the end is the token's own word, by the true time. */
        @Override
        public boolean accepts(Token token) {
            if (!token.value().equals(verified)) {
                verified = token.value();
                end = JwtClaims.of(token.value()).expiresAt();
                return server.issuer()
                        .refusal(token.value().reveal(), "access", CLIENT)
                        .isEmpty();
            }
            return end != null && truth.instant().isBefore(end);
        }

        @Override
        public int logIns() {
            return logIns;
        }

        @Override
        public int refreshes() {
            return refreshes;
        }

        @Override
        public int attempts() {
            return attempts;
        }

        @Override
        public void close() {
            source.close();
            server.close();
        }

        @Override
        public String toString() {
            return source.toString();
        }
    }
}
