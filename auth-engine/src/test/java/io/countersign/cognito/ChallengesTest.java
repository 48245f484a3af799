package io.countersign.cognito;

import io.countersign.counterpart.PoolDevice;
import io.countersign.counterpart.PoolUser;
import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.TokenSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.countersign.cognito.CognitoRig.ACCOUNT;
import static io.countersign.cognito.CognitoRig.ANSWER;
import static io.countersign.cognito.CognitoRig.CLIENT;
import static io.countersign.cognito.CognitoRig.LOG_IN;
import static io.countersign.cognito.CognitoRig.PASSWORD;
import static io.countersign.cognito.CognitoRig.REFRESH;
import static io.countersign.request.AuthenticationException.Kind.TERMINAL;
import static io.countersign.request.AuthenticationException.Kind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;

/** What Cognito asks beyond the password, answered unattended where the identity's settings allow. */
final class ChallengesTest {

    static final String TOTP_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final String NEW_PASSWORD = "Brand new horse 2!";
    private static final PoolDevice DEVICE = new PoolDevice("us-east-1_dev1ce", "-gr0up", "device-p4ssword");

    static UserCredentials withCodes(UserCredentials user) {
        return user.withOneTimeCodes(OneTimeCodes.of(TotpSecret.of(Secret.of(TOTP_SECRET)), time -> {}));
    }

    @ParameterizedTest
    @EnumSource
    void aOneTimeCodeIsGiven(AuthFlow flow) throws Exception {
        try (CognitoRig rig = CognitoRig.withClientSecret(CognitoRig.user().withTotpSecret(TOTP_SECRET))) {
            TokenSet tokens = rig.source(CognitoRig.appWithSecret().withFlow(flow), withCodes(CognitoRig.credentials()))
                    .fetch(null);
            assertThat(tokens.refreshToken()).isNotNull();
        }
    }

    @Test
    void whoHasSeveralSecondFactorsChoosesTheOneTimeCode() throws Exception {
        PoolUser user = CognitoRig.user().withFactor("SMS_MFA").withTotpSecret(TOTP_SECRET);
        try (CognitoRig rig = CognitoRig.of(user)) {
            rig.source(withCodes(CognitoRig.credentials())).fetch(null);
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, ANSWER, ANSWER);
        }
    }

    @Test
    void whoseSecondFactorsAreOthersIsTold() {
        PoolUser user = CognitoRig.user().withFactor("SMS_MFA").withFactor("EMAIL_OTP");
        try (CognitoRig rig = CognitoRig.of(user)) {
            CognitoRig.assertFails(
                    rig.source(withCodes(CognitoRig.credentials())), null, TERMINAL, "include an authenticator app");
        }
    }

    @Test
    void aCodeThatThisSourceJustUsedIsNotSentAgain() throws Exception {
        try (CognitoRig rig = CognitoRig.of(CognitoRig.user().withTotpSecret(TOTP_SECRET))) {
            List<Duration> pauses = new ArrayList<>();
            CognitoUserSource source = rig.source(waiting(rig, pauses));
            source.fetch(null);
            source.fetch(null);
            assertThat(pauses).containsExactly(Duration.ofSeconds(20));
            assertThat(rig.server.calls()).hasSize(6);
        }
    }

    @Test
    void aCodeThatSomebodyElseJustUsedIsFollowedByTheNextInTheSameLogIn() throws Exception {
        try (CognitoRig rig = CognitoRig.of(CognitoRig.user().withTotpSecret(TOTP_SECRET))) {
            rig.source(withCodes(CognitoRig.credentials())).fetch(null);
            List<Duration> pauses = new ArrayList<>();
            rig.source(waiting(rig, pauses)).fetch(null);
            assertThat(pauses).containsExactly(Duration.ofSeconds(20));
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, ANSWER, LOG_IN, ANSWER, ANSWER, ANSWER);
        }
    }

    @Test
    void aCodeThatIsRefusedTwiceIsATransientFailure() throws Exception {
        try (CognitoRig rig = CognitoRig.of(CognitoRig.user().withTotpSecret(TOTP_SECRET))) {
            for (int i = 0; i < 2; i++) { // this code and the next, by someone whose clock is ahead
                rig.source(withCodes(CognitoRig.credentials())).fetch(null);
                rig.clock.advance(Duration.ofSeconds(30));
                rig.server.sendDate(false);
            }
            rig.clock.advance(Duration.ofMinutes(-1));
            CognitoRig.assertFails(
                    rig.source(withCodes(CognitoRig.credentials())), null, TRANSIENT, "ExpiredCodeException");
        }
    }

    @Test
    void aWrongOneTimeSecretIsTriedOnce() {
        try (CognitoRig rig = CognitoRig.of(CognitoRig.user().withTotpSecret("MZXW6YTBOIMZXW6YTBOI"))) {
            CognitoRig.assertFails(
                    rig.source(withCodes(CognitoRig.credentials())), null, TERMINAL, "the identity's totp-secret");
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER, ANSWER);
        }
    }

    @Test
    void aNewPasswordIsSetWithTheAttributesThatThePoolAsksFor() throws Exception {
        PoolUser user = CognitoRig.user().withTemporaryPassword("family_name", "custom:department");
        try (CognitoRig rig = CognitoRig.of(user)) {
            Map<String, String> attributes = Map.of("family_name", "Bot", "custom:department", "42", "nickname", "b");
            UserCredentials credentials = CognitoRig.credentials().withNewPassword(Secret.of(NEW_PASSWORD), attributes);
            rig.source(credentials).fetch(null);
            assertThat(rig.server.account(ACCOUNT).attributes())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("family_name", "Bot", "custom:department", "42"));
            assertThat(rig.server.account(ACCOUNT).wrongPasswords()).isEqualTo(1);
            rig.server.forget();
            rig.source(credentials).fetch(null);
            assertThat(rig.server.calls()).containsExactly(LOG_IN, ANSWER);
            assertThat(rig.server.account(ACCOUNT).wrongPasswords()).isEqualTo(1);
        }
    }

    @Test
    void attributesThatAreMissingAreNamed() {
        PoolUser user = CognitoRig.user().withTemporaryPassword("family_name", "given_name");
        try (CognitoRig rig = CognitoRig.of(user)) {
            UserCredentials credentials = CognitoRig.credentials().withNewPassword(Secret.of(NEW_PASSWORD), Map.of());
            CognitoRig.assertFails(
                    rig.source(credentials),
                    null,
                    TERMINAL,
                    "set the identity's attribute.family_name, attribute.given_name");
        }
    }

    @Test
    void aNewPasswordThatThePolicyRefusesIsNamedAndNotShown() {
        try (CognitoRig rig = CognitoRig.of(CognitoRig.user().withTemporaryPassword())) {
            UserCredentials credentials = CognitoRig.credentials().withNewPassword(Secret.of("weak"), Map.of());
            AuthenticationException failure =
                    CognitoRig.assertFails(rig.source(credentials), null, TERMINAL, "InvalidPasswordException");
            assertThat(failure)
                    .hasMessageContaining("a new-password of the identity")
                    .hasMessageNotContaining("weak;");
        }
    }

    @Test
    void twoWrongPasswordsAreTriedOnceEach() {
        try (CognitoRig rig = CognitoRig.plain()) {
            UserCredentials credentials = UserCredentials.of(ACCOUNT, Secret.of("wrong"))
                    .withNewPassword(Secret.of("wrong as well"), Map.of());
            CognitoRig.assertFails(rig.source(credentials), null, TERMINAL, "Incorrect username or password");
            assertThat(rig.server.account(ACCOUNT).wrongPasswords()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRememberedDeviceProvesItself(AuthFlow flow) throws Exception {
        try (CognitoRig rig = CognitoRig.of(
                pool -> pool.user(CognitoRig.user().withTotpSecret(TOTP_SECRET).withDevice(DEVICE))
                        .client(io.countersign.counterpart.PoolClient.of(CLIENT).withSecrets(CognitoRig.CLIENT_SECRET))
                        .rememberingDevices())) {
            CognitoUserSource source = rig.source(
                    CognitoRig.appWithSecret().withFlow(flow),
                    CognitoRig.credentials().withDevice(device(DEVICE.password())));
            TokenSet tokens = source.fetch(source.fetch(null));
            assertThat(tokens.refreshToken()).isNotNull();
            assertThat(rig.server.lastInput(REFRESH).path("DeviceKey").asText()).isEqualTo(DEVICE.key());
            assertThat(rig.traffic()).doesNotContain(DEVICE.password());
        }
    }

    @Test
    void aDeviceWithAnotherPasswordIsRefusedAndNamed() {
        try (CognitoRig rig = CognitoRig.of(pool ->
                pool.user(CognitoRig.user().withDevice(DEVICE)).client(CLIENT).rememberingDevices())) {
            CognitoRig.assertFails(
                    rig.source(CognitoRig.credentials().withDevice(device("other"))),
                    null,
                    TERMINAL,
                    "NotAuthorizedException");
        }
    }

    @Test
    void aDeviceThatCannotProveItselfIsTold() {
        try (CognitoRig rig = CognitoRig.of(pool ->
                pool.user(CognitoRig.user().withDevice(DEVICE)).client(CLIENT).rememberingDevices())) {
            CognitoRig.assertFails(
                    rig.source(CognitoRig.credentials().withDevice(Device.of(DEVICE.key()))),
                    null,
                    TERMINAL,
                    "device-group-key and device-password");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NEW_PASSWORD_REQUIRED, the identity's new-password",
        "SMS_MFA, nobody reads the code",
        "SMS_OTP, nobody reads the code",
        "EMAIL_OTP, nobody reads the code",
        "SOFTWARE_TOKEN_MFA, the identity's totp-secret",
        "MFA_SETUP, set up an authenticator app",
        "SELECT_MFA_TYPE, include an authenticator app",
        "DEVICE_SRP_AUTH, device-password",
        "DEVICE_PASSWORD_VERIFIER, device-password",
        "CUSTOM_CHALLENGE, Lambda triggers",
        "SELECT_CHALLENGE, with a password alone",
        "WEB_AUTHN, with a password alone",
        "SOMETHING_NEW, with a password alone"
    })
    void anyOtherChallengeIsATerminalErrorWithARemedy(String name, String remedy) {
        for (PoolUser user :
                List.of(CognitoRig.user().posed(name), CognitoRig.user().posedAtOnce(name))) {
            try (CognitoRig rig = CognitoRig.of(user)) {
                AuthenticationException failure = CognitoRig.assertFails(rig.source(), null, TERMINAL, remedy);
                assertThat(failure)
                        .hasMessageStartingWith("the log-in of 4f1c-real to user pool us-east-1_Ab12Cd34E")
                        .hasMessageContaining("the challenge " + name + " cannot be answered");
            }
        }
    }

    @Test
    void credentialsDoNotPrintTheirSecrets() {
        UserCredentials all = withCodes(CognitoRig.credentials())
                .withNewPassword(Secret.of(NEW_PASSWORD), Map.of())
                .withDevice(device(DEVICE.password()));
        assertThat(all + " " + all.device() + all.codes())
                .doesNotContain(PASSWORD, NEW_PASSWORD, TOTP_SECRET, DEVICE.password());
    }

    private static Device device(String password) {
        return Device.of(DEVICE.key(), DEVICE.groupKey(), Secret.of(password));
    }

    /** Codes whose waiting moves both clocks. */
    private static UserCredentials waiting(CognitoRig rig, List<Duration> pauses) {
        return CognitoRig.credentials()
                .withOneTimeCodes(OneTimeCodes.of(TotpSecret.of(Secret.of(TOTP_SECRET)), time -> {
                    pauses.add(time);
                    rig.bothClocks(time);
                }));
    }
}
