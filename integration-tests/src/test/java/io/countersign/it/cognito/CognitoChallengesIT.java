package io.countersign.it.cognito;

import io.countersign.counterpart.PoolDevice;
import io.countersign.counterpart.PoolUser;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.countersign.it.cognito.Site.ANSWER;
import static io.countersign.it.cognito.Site.LOG_IN;
import static io.countersign.it.cognito.Site.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

/** What Cognito asks beyond the password: answered unattended from the rules file, or told once. */
final class CognitoChallengesIT {

    private static final String TOTP_SECRET = RunLogs.ledger().record("KRUGS4ZANFZSA5DIMUQHIZLTORZQ2CQ2");
    private static final String NEW_PASSWORD = RunLogs.ledger().record("Brand new horse 2!");
    private static final PoolDevice DEVICE =
            new PoolDevice("eu-central-1_5f3c-dev1ce", "-Gr0upKey", "challenges-device-p4ssword");

    private final Sites sites = new Sites();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        sites.close();
    }

    /** The secret stands in the file as a sign-up page shows it: in groups of four, in lower case. */
    @Test
    void aOneTimeCodeAndAChoiceOfFactorsAndADeviceAreAnswered() throws IOException {
        Site code = sites.add(
                Site.of("code", Site.user().withTotpSecret(TOTP_SECRET)).with("totp-secret", asShown(TOTP_SECRET)));
        Site choice =
                sites.add(Site.of("choice", Site.user().withFactor("SMS_MFA").withTotpSecret(TOTP_SECRET))
                        .with("totp-secret", TOTP_SECRET));
        Site device = sites.add(remembered());
        try (AppUnderTest app = sites.start(folder)) {
            code.assertLetsIn(app);
            assertThat(code.cognito.calls()).containsExactly(LOG_IN, ANSWER, ANSWER);
            choice.assertLetsIn(app);
            assertThat(choice.cognito.calls()).containsExactly(LOG_IN, ANSWER, ANSWER, ANSWER);
            device.assertLetsIn(app);
            device.assertRenews(app);
            assertThat(device.cognito.calls()).containsExactly(LOG_IN, ANSWER, ANSWER, ANSWER, REFRESH);
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    @Test
    void aNewPasswordIsSetOnceAndTheNextStartNeedsNoChallengeAndNoWrongAttempt() throws IOException {
        Site site = sites.add(Site.of("fresh", Site.user().withTemporaryPassword("family_name", "custom:department"))
                .with("new-password", NEW_PASSWORD)
                .with("attribute.family_name", "Orders")
                .with("attribute.custom\\:department", "Sales"));
        try (AppUnderTest first = sites.start(folder)) {
            site.assertLetsIn(first);
            assertThat(first.endAndGetErrors()).isEmpty();
        }
        assertThat(site.cognito.account(Site.USER).attributes())
                .isEqualTo(Map.of("family_name", "Orders", "custom:department", "Sales"));
        int wrongBefore = site.cognito.account(Site.USER).wrongPasswords();
        site.cognito.forget();
        try (AppUnderTest second = sites.start(folder)) {
            site.assertLetsIn(second);
            assertThat(second.endAndGetErrors()).isEmpty();
        }
        assertThat(site.cognito.calls()).containsExactly(LOG_IN, ANSWER);
        assertThat(site.cognito.account(Site.USER).wrongPasswords()).isEqualTo(wrongBefore);
    }

    @Test
    void aChallengeThatNobodyCanAnswerIsToldInTheExceptionAndOnceInTheLog() throws IOException {
        PoolUser user = Site.user().withFactor("SMS_MFA");
        Site site = sites.add(Site.of("texted", user));
        try (AppUnderTest app = sites.start(folder)) {
            String told = "the challenge SMS_MFA cannot be answered";
            for (int i = 0; i < 3; i++) {
                Outcome seen = site.send(app);
                assertThat(seen.status()).isEqualTo("java.io.IOException");
                assertThat(seen.message())
                        .startsWith("Countersign: texted: the log-in of svc-orders")
                        .contains(told);
            }
            assertThat(site.cognito.calls()).containsExactly(LOG_IN, ANSWER);
            List<String> errors = app.endAndGetErrors();
            assertThat(errors).hasSize(1);
            assertThat(errors.get(0)).contains("texted: ", told);
        }
        assertThat(site.api.received()).isEmpty();
    }

    private static Site remembered() {
        PoolUser user = Site.user().withTotpSecret(TOTP_SECRET).withDevice(DEVICE);
        return Site.of("device", pool -> pool.user(user).client(Site.CLIENT).rememberingDevices())
                .with("device-key", DEVICE.key())
                .with("device-group-key", DEVICE.groupKey())
                .with("device-password", DEVICE.password());
    }

    private static String asShown(String secret) {
        return RunLogs.ledger().record(secret.toLowerCase(java.util.Locale.ROOT).replaceAll("(.{4})(?!$)", "$1 "));
    }
}
