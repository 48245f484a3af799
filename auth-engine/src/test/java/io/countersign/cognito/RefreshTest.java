package io.countersign.cognito;

import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.PoolClient;
import io.countersign.counterpart.PoolDevice;
import io.countersign.counterpart.Reply;
import io.countersign.secret.Secret;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.countersign.cognito.CognitoRig.ALIAS;
import static io.countersign.cognito.CognitoRig.ANSWER;
import static io.countersign.cognito.CognitoRig.CLIENT;
import static io.countersign.cognito.CognitoRig.LOG_IN;
import static io.countersign.cognito.CognitoRig.PASSWORD;
import static io.countersign.cognito.CognitoRig.REFRESH;
import static io.countersign.request.AuthenticationException.Kind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;

/** New tokens without a log-in, and what happens when the refresh token is no good any more. */
final class RefreshTest {

    @Test
    void aRefreshTokenThatDoesNotRotateIsKept() throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            CognitoUserSource source = rig.source();
            TokenSet first = source.fetch(null);
            assertThat(source.fetch(source.fetch(first)).refreshToken()).isEqualTo(first.refreshToken());
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, REFRESH, REFRESH);
        }
    }

    @Test
    void theClientSecretGoesWithARefresh() throws Exception {
        try (CognitoRig rig = CognitoRig.withClientSecret(CognitoRig.user())) {
            CognitoUserSource source = rig.source(CognitoRig.appWithSecret(), CognitoRig.credentials());
            source.fetch(source.fetch(null));
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, REFRESH);
        }
    }

    @Test
    void aRotatingRefreshTokenIsReplacedEachTime() throws Exception {
        try (CognitoRig rig = rotating(UnaryOperator.identity())) {
            CognitoUserSource source = rig.source();
            TokenSet first = source.fetch(null);
            TokenSet second = source.fetch(first);
            TokenSet third = source.fetch(second);
            assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
            assertThat(third.refreshToken()).isNotEqualTo(second.refreshToken());
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, REFRESH, REFRESH);
        }
    }

    @Test
    void anAnswerThatWasLostAfterARotationIsAskedForAgainWithinTheGracePeriod() throws Exception {
        try (CognitoRig rig = rotating(pool -> pool.rotatingRefreshTokens(Duration.ofMinutes(1)))) {
            CognitoUserSource source = rig.source();
            TokenSet first = source.fetch(null);
            source.fetch(first); // as if nobody had heard the answer
            rig.bothClocks(Duration.ofSeconds(30));
            assertThat(source.fetch(first).access().value())
                    .isNotEqualTo(first.access().value());
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, REFRESH, REFRESH);
        }
    }

    @Test
    void aRefreshTokenThatWasUsedUpLeadsToOneLogIn() throws Exception {
        try (CognitoRig rig = rotating(pool -> pool.rotatingRefreshTokens(Duration.ofMinutes(1)))) {
            CognitoUserSource source = rig.source();
            TokenSet first = source.fetch(null);
            source.fetch(first);
            rig.bothClocks(Duration.ofSeconds(61));
            source.fetch(first);
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, REFRESH, REFRESH, LOG_IN, ANSWER);
        }
    }

    @Test
    void aRevokedRefreshTokenLeadsToOneLogIn() throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            CognitoUserSource source = rig.source();
            TokenSet first = source.fetch(null);
            rig.server.revokeRefreshTokens();
            assertThat(source.fetch(first).refreshToken()).isNotEqualTo(first.refreshToken());
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, REFRESH, LOG_IN, ANSWER);
        }
    }

    @Test
    void anExpiredRefreshTokenLeadsToOneLogIn() throws Exception {
        try (CognitoRig rig = CognitoRig.of(
                pool -> pool.user(CognitoRig.user()).client(CLIENT).refreshTokenLifetime(Duration.ofDays(30)))) {
            CognitoUserSource source = rig.source();
            TokenSet first = source.fetch(null);
            rig.bothClocks(Duration.ofDays(31));
            source.fetch(first);
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, REFRESH, LOG_IN, ANSWER);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereTheOperationIsUnknownTheOlderOneRefreshesAnAliasToo(boolean withSecret) throws Exception {
        PoolClient client = PoolClient.of(CLIENT);
        try (CognitoRig rig = CognitoRig.of(pool -> pool.user(CognitoRig.user())
                .client(withSecret ? client.withSecrets(CognitoRig.CLIENT_SECRET) : client)
                .withoutGetTokensFromRefreshToken())) {
            CognitoUserSource source = rig.source(
                    withSecret ? CognitoRig.appWithSecret() : CognitoRig.app(),
                    UserCredentials.of(ALIAS, Secret.of(PASSWORD)));
            TokenSet tokens = source.fetch(null);
            assertThat(source.fetch(tokens).refreshToken()).isEqualTo(tokens.refreshToken());
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, REFRESH, LOG_IN);
        }
    }

    @ParameterizedTest
    @CsvSource({"400, UnknownOperationException", "400, InvalidAction", "501, InternalFailure", "404, NotFound"})
    void anUnknownOperationHasManyNames(int status, String code) throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            CognitoUserSource source = rig.source();
            TokenSet tokens = source.fetch(null);
            rig.server.faults(REFRESH).next(1, CognitoServer.error(status, code, "not here"));
            source.fetch(tokens);
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, REFRESH, LOG_IN);
            assertThat(rig.server.lastInput(LOG_IN).path("AuthFlow").asText()).isEqualTo("REFRESH_TOKEN_AUTH");
        }
    }

    @Test
    void theDeviceThatTheTokensBelongToIsNamed() throws Exception {
        PoolDevice device = new PoolDevice("us-east-1_d", "-g", "device-p4ssword");
        try (CognitoRig rig = CognitoRig.of(pool -> pool.user(CognitoRig.user().withDevice(device))
                .client(CLIENT)
                .rememberingDevices()
                .withoutGetTokensFromRefreshToken())) {
            CognitoUserSource source = rig.source(CognitoRig.credentials()
                    .withDevice(Device.of(device.key(), device.groupKey(), Secret.of(device.password()))));
            source.fetch(source.fetch(null));
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, ANSWER, ANSWER, REFRESH, LOG_IN);
            assertThat(rig.server.lastInput(REFRESH).path("DeviceKey").asText()).isEqualTo(device.key());
            assertThat(rig.server
                            .lastInput(LOG_IN)
                            .path("AuthParameters")
                            .path("DEVICE_KEY")
                            .asText())
                    .isEqualTo(device.key());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, TooManyRequestsException",
        "400, ThrottlingException",
        "500, InternalErrorException",
        "503, Unavailable"
    })
    void whatMayPassLeadsToNoLogIn(int status, String code) throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            CognitoUserSource source = rig.source();
            TokenSet tokens = source.fetch(null);
            rig.server.faults(REFRESH).next(1, CognitoServer.error(status, code, "later"));
            assertThat(CognitoRig.assertFails(source, tokens, TRANSIENT, code))
                    .hasMessageStartingWith("the refresh of the tokens of 4f1c-real failed: ");
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, REFRESH);
        }
    }

    @Test
    void anEmptyAnswerLeadsToNoLogIn() throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            CognitoUserSource source = rig.source();
            TokenSet tokens = source.fetch(null);
            rig.server.faults(REFRESH).next(1, Reply.of(200, "{}"));
            CognitoRig.assertFails(source, tokens, TRANSIENT, "the answer is empty");
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, REFRESH);
        }
    }

    @Test
    void tokensWithoutARefreshTokenTakeAnotherLogIn() throws Exception {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.source().fetch(TokenSet.of(Token.lasting(Secret.of("old"))));
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER);
        }
    }

    private static CognitoRig rotating(UnaryOperator<io.countersign.counterpart.UserPool.Builder> more) {
        return CognitoRig.of(
                pool -> more.apply(pool.user(CognitoRig.user()).client(CLIENT).rotatingRefreshTokens()));
    }
}
