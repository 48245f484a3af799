package io.countersign.cognito;

import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.PoolUser;
import io.countersign.counterpart.Reply;
import io.countersign.request.AuthenticationException;
import io.countersign.request.AuthenticationException.Kind;
import io.countersign.secret.Secret;
import io.countersign.token.CachedTokens;
import io.countersign.token.Token;
import io.countersign.token.TokenSet;
import io.countersign.token.TokenUse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.countersign.cognito.CognitoRig.ACCOUNT;
import static io.countersign.cognito.CognitoRig.ANSWER;
import static io.countersign.cognito.CognitoRig.CLIENT_SECRET;
import static io.countersign.cognito.CognitoRig.LOG_IN;
import static io.countersign.cognito.CognitoRig.REFRESH;
import static io.countersign.request.AuthenticationException.Kind.TERMINAL;
import static io.countersign.request.AuthenticationException.Kind.TRANSIENT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What goes wrong, whether it counts as terminal or transient, and what the one line says. */
final class FailuresTest {

    /** Every error that the model documents for what we call, and what stands before Cognito. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | UserNotFoundException | no | TERMINAL | correct the identity's username
            400 | PasswordResetRequiredException | no | TERMINAL | admin-set-user-password --permanent
            400 | UserNotConfirmedException | no | TERMINAL | admin-confirm-sign-up
            400 | ResourceNotFoundException | no | TERMINAL | user-pool-id, client-id or region
            400 | ResourceNotFoundException | Device does not exist. | TERMINAL | correct the identity's device-key
            400 | InvalidParameterException | USER_SRP_AUTH is not enabled for the client. | TERMINAL | ALLOW_USER_SRP_AUTH
            400 | InvalidParameterException | bad | TERMINAL | correct the identity's settings
            400 | InvalidUserPoolConfigurationException | no | TERMINAL | user pool's configuration
            400 | InvalidLambdaResponseException | no | TERMINAL | Lambda trigger
            400 | UserLambdaValidationException | no | TERMINAL | Lambda trigger
            400 | UnexpectedLambdaException | no | TRANSIENT | Lambda trigger
            400 | InvalidPasswordException | no | TERMINAL | new-password
            400 | PasswordHistoryPolicyViolationException | no | TERMINAL | new-password
            400 | InvalidSmsRoleAccessPolicyException | no | TERMINAL | IAM role
            400 | InvalidSmsRoleTrustRelationshipException | no | TERMINAL | IAM role
            400 | InvalidEmailRoleAccessPolicyException | no | TERMINAL | IAM role
            400 | MFAMethodNotFoundException | no | TERMINAL | second factor
            400 | SoftwareTokenMFANotFoundException | no | TERMINAL | second factor
            400 | CodeMismatchException | no | TERMINAL | totp-secret
            400 | AliasExistsException | no | TERMINAL | another user's alias
            400 | OperationNotEnabledException | no | TERMINAL | feature plan
            400 | UnsupportedOperationException | no | TERMINAL | feature plan
            400 | RefreshTokenReuseException | no | TERMINAL | refresh tokens
            403 | ForbiddenException | no | TERMINAL | AWS WAF
            400 | NotAuthorizedException | SecretHash does not match | TERMINAL | client-secret
            400 | NotAuthorizedException | Password attempts exceeded | TERMINAL | 15 minutes
            400 | NotAuthorizedException | Temporary password has expired and must be reset by an administrator. | TERMINAL | set another password
            400 | NotAuthorizedException | User is disabled. | TERMINAL | enable the user
            400 | NotAuthorizedException | Incorrect username or password. | TERMINAL | host's clock
            400 | NotAuthorizedException | Invalid session for the user, session is expired. | TRANSIENT | another log-in
            400 | TooManyRequestsException | no | TRANSIENT | fewer log-ins
            400 | LimitExceededException | no | TRANSIENT | fewer log-ins
            400 | ExpiredCodeException | no | TRANSIENT | one-time codes
            500 | InternalErrorException | no | TRANSIENT | another attempt follows
            400 | AccessDeniedException | no | TERMINAL | cognito-idp:AdminInitiateAuth
            429 | SomethingNew | no | TRANSIENT | API reference
            418 | SomethingNew | no | TERMINAL | API reference
            """)
    void eachErrorIsClassifiedAndComesWithARemedy(int status, String code, String message, Kind kind, String remedy) {
        try (CognitoRig rig = CognitoRig.plain()) {
            for (String operation : List.of(LOG_IN, ANSWER)) {
                rig.server.faults(operation).next(2, CognitoServer.error(status, code, message));
                assertThat(CognitoRig.assertFails(rig.source(), null, kind, code))
                        .hasMessageStartingWith("the log-in of 4f1c-real to user pool us-east-1_Ab12Cd34E"
                                + " (client 1example23456789) failed: " + code + ": " + message + "; ")
                        .hasMessageContaining(remedy);
                rig.server.faults(operation).clear();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UNCONFIRMED, admin-confirm-sign-up",
        "RESET_REQUIRED, admin-set-user-password",
        "DISABLED, enable the user"
    })
    void usersWhoMayNotLogInAreToldApart(PoolUser.Status status, String remedy) {
        try (CognitoRig rig = CognitoRig.of(CognitoRig.user().withStatus(status))) {
            CognitoRig.assertFails(rig.source(), null, TERMINAL, remedy);
        }
    }

    static List<Reply> brokenAnswers() {
        return List.of(
                Reply.Failure.HANG,
                Reply.Failure.RESET,
                Reply.Failure.CLOSE,
                Reply.Failure.GARBAGE,
                Reply.Failure.TRICKLE,
                Reply.of(200, ""),
                Reply.of(200, "{}"),
                Reply.of(200, "<html>captive portal</html>"),
                Reply.of(500, "<html>oops</html>"),
                Reply.of(503, ""),
                CognitoServer.error(400, "TooManyRequestsException", "Rate exceeded"));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void aBrokenAnswerIsTransientAndEndsWithinTheTimeout(Reply broken) {
        try (CognitoRig rig = CognitoRig.plain();
                CognitoConnection hurried =
                        CognitoConnection.of("us-east-1", rig.server.endpoint(), Duration.ofMillis(900))) {
            CognitoUserSource source = rig.source(CognitoRig.app(), CognitoRig.credentials(), hurried);
            for (String operation : List.of(LOG_IN, ANSWER)) {
                rig.server.faults(operation).always(broken);
                CognitoRig.assertFails(source, null, TRANSIENT, "the log-in of 4f1c-real to user pool");
                rig.server.faults(operation).clear();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HANG, did not answer within the identity's timeout",
        "TRICKLE, did not answer within the identity's timeout",
        "RESET, cannot be reached: java.net.SocketException",
        "GARBAGE, does not answer as Cognito does"
    })
    void theMessageTellsHowTheAnswerWasBroken(Reply.Failure broken, String part) {
        try (CognitoRig rig = CognitoRig.plain();
                CognitoConnection hurried =
                        CognitoConnection.of("us-east-1", rig.server.endpoint(), Duration.ofMillis(900))) {
            rig.server.faults().always(broken);
            AuthenticationException failure = CognitoRig.assertFails(
                    rig.source(CognitoRig.app(), CognitoRig.credentials(), hurried), null, TRANSIENT, part);
            assertThat(failure).hasMessageContaining(rig.server.endpoint().toString());
        }
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void aBrokenAnswerTakesNoLiveTokenAway(Reply broken) throws Exception {
        try (CognitoRig rig = CognitoRig.plain();
                CognitoConnection hurried =
                        CognitoConnection.of("us-east-1", rig.server.endpoint(), Duration.ofMillis(900))) {
            CachedTokens cache = rig.cache(rig.source(CognitoRig.app(), CognitoRig.credentials(), hurried));
            Token first = cache.current(TokenUse.ACCESS);
            rig.server.faults().always(broken);
            rig.bothClocks(Duration.ofMinutes(57)); // stale: the last tenth of an hour, 5 minutes at most
            assertThat(cache.current(TokenUse.ACCESS)).isSameAs(first);
            assertThat(rig.server.calls(REFRESH)).isEqualTo(1);
            rig.server.faults().clear();
            rig.bothClocks(Duration.ofMinutes(2));
            cache.current(TokenUse.ACCESS);
            assertThat(cache.current(TokenUse.ACCESS).value()).isNotEqualTo(first.value());
            assertThat(rig.server.calls(LOG_IN)).isEqualTo(1);
        }
    }

    @Test
    void aPlaceThatCannotBeReachedIsNamed() {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.server.close();
            AuthenticationException failure =
                    CognitoRig.assertFails(rig.source(), null, TRANSIENT, "Connection refused");
            assertThat(failure).hasMessageContaining(rig.server.endpoint() + " cannot be reached");
        }
    }

    @Test
    void aServerErrorIsNotTriedAgainBehindOurBack() {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.server.faults().always(CognitoServer.error(500, "InternalErrorException", "later"));
            CognitoRig.assertFails(rig.source(), null, TRANSIENT, "later");
            assertThat(rig.server.calls()).containsExactly(LOG_IN);
        }
    }

    @Test
    void aWrongPasswordIsTriedOnceAPauseHoweverManyRequestsThereAre() {
        try (CognitoRig rig = CognitoRig.plain()) {
            CachedTokens cache = rig.cache(rig.source(UserCredentials.of(ACCOUNT, Secret.of("wrong"))));
            for (int pause = 1; pause <= 3; pause++) {
                for (int i = 0; i < 100; i++) {
                    assertThatThrownBy(() -> cache.current(TokenUse.ACCESS))
                            .hasMessageStartingWith("orders: the log-in of 4f1c-real")
                            .hasMessageContaining("Incorrect username or password.");
                }
                assertThat(rig.server.account(ACCOUNT).wrongPasswords()).isEqualTo(pause);
                rig.bothClocks(Duration.ofMinutes(15));
            }
        }
    }

    @Test
    void anErrorThatQuotesASecretIsShownWithoutIt() throws Exception {
        try (CognitoRig rig = CognitoRig.withClientSecret(CognitoRig.user())) {
            CognitoUserSource source = rig.source(CognitoRig.appWithSecret(), CognitoRig.credentials());
            TokenSet tokens = source.fetch(null);
            String refreshToken = requireNonNull(tokens.refreshToken()).reveal();
            String quoting = CLIENT_SECRET + "\n" + refreshToken + " " + CognitoRig.PASSWORD;
            rig.server.faults().always(CognitoServer.error(500, "InternalErrorException", quoting));
            AuthenticationException failure = CognitoRig.assertFails(source, tokens, TRANSIENT, "**** **** ****");
            assertThat(failure.getCause()).isNull();
            assertThat(failure).hasMessageNotContaining(refreshToken);
        }
    }

    @Test
    void aChallengeThatIsNoneIsATerminalError() {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.server
                    .faults(LOG_IN)
                    .always(Reply.of(200, "{\"ChallengeName\":\"PASSWORD_VERIFIER\",\"ChallengeParameters\":{}}"));
            CognitoRig.assertFails(rig.source(), null, TERMINAL, "PASSWORD_VERIFIER is not usable: SRP_B is missing");
        }
    }

    @Test
    void anUnsafeServerValueEndsTheLogInBeforeTheProof() {
        try (CognitoRig rig = CognitoRig.plain()) {
            rig.server.faults(LOG_IN).always(Reply.of(200, """
                    {"ChallengeName":"PASSWORD_VERIFIER","ChallengeParameters":{"USER_ID_FOR_SRP":"u","SRP_B":"0",
                    "SALT":"1","SECRET_BLOCK":"AAAA"}}"""));
            CognitoRig.assertFails(rig.source(), null, TERMINAL, "give the log-in away");
            assertThat(rig.server.calls()).containsExactly(LOG_IN);
        }
    }

    @Test
    void aChallengeThatComesAgainEndsTheLogIn() {
        try (CognitoRig rig = CognitoRig.plain()) {
            String again = "{\"ChallengeName\":\"SELECT_MFA_TYPE\",\"ChallengeParameters\":{}}";
            rig.server.faults(LOG_IN).always(Reply.of(200, again));
            rig.server.faults(ANSWER).always(Reply.of(200, again));
            CognitoUserSource source = rig.source(ChallengesTest.withCodes(CognitoRig.credentials()));
            CognitoRig.assertFails(source, null, TERMINAL, "was answered and came again");
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER);
        }
    }
}
