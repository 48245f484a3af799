package io.countersign.cognito;

import io.countersign.request.AuthenticationException;
import io.countersign.token.CachedTokens;
import io.countersign.token.TokenUse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.countersign.cognito.PoolRig.LOG_IN;
import static io.countersign.cognito.PoolRig.PROOF;
import static io.countersign.cognito.PoolRig.REFRESH;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What goes wrong, how it is classified, and what the message says. */
final class CognitoErrorsTest {

    private final PoolRig rig = new PoolRig();
    private final PoolRules rules = rig.rules;
    private final FakeUserPool pool = rig.pool;

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    400 | UserNotFoundException | no | TERMINAL | correct the identity's username
                    400 | PasswordResetRequiredException | no | TERMINAL | admin-set-user-password --permanent
                    400 | UserNotConfirmedException | no | TERMINAL | admin-confirm-sign-up
                    400 | ResourceNotFoundException | no | TERMINAL | user-pool-id, client-id or region
                    400 | InvalidParameterException | USER_SRP_AUTH is not enabled for the client. | TERMINAL | ALLOW_USER_SRP_AUTH
                    400 | InvalidParameterException | bad | TERMINAL | correct the identity's settings
                    400 | InvalidUserPoolConfigurationException | no | TERMINAL | user pool's configuration
                    403 | ForbiddenException | no | TERMINAL | AWS WAF
                    400 | UnsupportedOperationException | no | TERMINAL | API reference
                    400 | UserLambdaValidationException | no | TERMINAL | Lambda trigger
                    400 | UnexpectedLambdaException | no | TRANSIENT | Lambda trigger
                    400 | NotAuthorizedException | SecretHash does not match | TERMINAL | client-secret
                    400 | NotAuthorizedException | Password attempts exceeded | TERMINAL | 15 minutes
                    400 | NotAuthorizedException | User is disabled. | TERMINAL | enable the user
                    400 | NotAuthorizedException | Incorrect username or password. | TERMINAL | host's clock
                    400 | TooManyRequestsException | no | TRANSIENT | fewer log-ins
                    400 | LimitExceededException | no | TRANSIENT | fewer log-ins
                    500 | InternalErrorException | no | TRANSIENT | API reference
                    429 | SomethingNew | no | TRANSIENT | API reference
                    """)
    void eachErrorIsClassifiedAndComesWithARemedy(
            int status, String code, String message, AuthenticationException.Kind kind, String remedy) {
        for (String operation : List.of("InitiateAuth", "RespondToAuthChallenge")) {
            pool.refuse(operation, status, code, message);
            assertThat(rig.assertFails(rig.source(PoolRules.ACCOUNT), null, kind, code))
                    .hasMessageStartingWith("the log-in of 4f1c-real to user pool us-east-1_Ab12Cd34E"
                            + " (client 1example23456789) failed: " + code + ": " + message + "; ")
                    .hasMessageContaining(remedy);
        }
    }

    @Test
    void aWrongPasswordIsSentOnceHoweverManyRequestsThereAre() {
        CachedTokens cache = rig.cache(rig.sourceWithPassword("wrong"));
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> cache.current(TokenUse.ACCESS))
                    .hasMessageStartingWith("orders: the log-in of 4f1c-real")
                    .hasMessageContaining("Incorrect username or password.");
        }
        assertThat(pool.calls()).containsExactly(LOG_IN, PROOF);
    }

    @Test
    void aServerErrorIsNotTriedAgainBehindOurBack() {
        pool.refuse("InitiateAuth", 500, "InternalErrorException", "later");
        rig.assertFails(rig.source(PoolRules.ACCOUNT), null, AuthenticationException.Kind.TRANSIENT, "later");
        assertThat(pool.calls()).containsExactly(LOG_IN);
    }

    @Test
    void anErrorThatQuotesASecretIsShownWithoutIt() throws Exception {
        rules.withSecret = true;
        CognitoUserSource source = rig.source(PoolRules.ACCOUNT);
        String refreshToken = requireNonNull(source.fetch(null).refreshToken()).reveal();
        pool.refuse(REFRESH, 500, "InternalErrorException", PoolRules.CLIENT_SECRET + "\n" + refreshToken);
        AuthenticationException failure = rig.assertFails(
                source, PoolRig.tokens(refreshToken), AuthenticationException.Kind.TRANSIENT, "**** ****");
        assertThat(failure.getCause()).isNull();
        assertThat(failure).hasMessageNotContaining(refreshToken).hasMessageNotContaining(PoolRules.CLIENT_SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW_PASSWORD_REQUIRED, admin-set-user-password --permanent",
        "SMS_MFA, nobody reads the code",
        "EMAIL_OTP, nobody reads the code",
        "SOFTWARE_TOKEN_MFA, without multi-factor",
        "MFA_SETUP, make it optional",
        "SELECT_MFA_TYPE, several second factors",
        "DEVICE_SRP_AUTH, forget the user's devices",
        "CUSTOM_CHALLENGE, Lambda triggers",
        "SOMETHING_NEW, with a password alone"
    })
    void anyOtherChallengeIsATerminalErrorWithARemedy(String name, String remedy) {
        rules.challengeAfterwards = name;
        rig.assertFails(rig.source(PoolRules.ACCOUNT), null, AuthenticationException.Kind.TERMINAL, remedy);
        rules.challengeFirst = name;
        AuthenticationException failure =
                rig.assertFails(rig.source(PoolRules.ACCOUNT), null, AuthenticationException.Kind.TERMINAL, remedy);
        assertThat(failure).hasMessageContaining("the challenge " + name + " cannot be answered");
    }

    @Test
    void anUnsafeServerValueEndsTheLogInBeforeTheProof() {
        rules.zeroB = true;
        rig.assertFails(
                rig.source(PoolRules.ACCOUNT), null, AuthenticationException.Kind.TERMINAL, "give the log-in away");
        assertThat(pool.calls()).containsExactly(LOG_IN);
    }

    @Test
    void aPlaceThatCannotBeReachedIsNamed() {
        pool.close();
        AuthenticationException failure = rig.assertFails(
                rig.source(PoolRules.ACCOUNT), null, AuthenticationException.Kind.TRANSIENT, "Connection refused");
        assertThat(failure).hasMessageContaining(pool.endpoint() + " cannot be reached");
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpAfterTheTimeout() {
        pool.hang();
        try (CognitoConnection hurried = CognitoConnection.of("us-east-1", pool.endpoint(), Duration.ofMillis(300))) {
            CognitoUserSource source = rig.source(PoolRules.ACCOUNT, PoolRules.PASSWORD, hurried);
            assertThat(rig.assertFails(source, null, AuthenticationException.Kind.TRANSIENT, "cannot be reached"))
                    .hasMessageContaining(pool.endpoint().toString());
        }
    }
}
