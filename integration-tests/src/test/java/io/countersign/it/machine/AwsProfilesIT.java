package io.countersign.it.machine;

import io.countersign.counterpart.SsoPortal;
import io.countersign.counterpart.StsServer.Role;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a profile of the AWS configuration can lead to, each with a counterpart that verifies what it receives. */
final class AwsProfilesIT {

    private static final String REGION = AwsAccount.REGION;
    private static final String ROLE = AwsAccount.ROLE;

    private final AwsAccount account = new AwsAccount();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void aProfileHoldsKeys() throws IOException {
        account.configure(folder, "[profile ci]\naws_access_key_id = %s\naws_secret_access_key = %s\n");
        account.assertLetIn(folder, "alice", AwsAccount.rules().with("profile", "ci"), Map.of());
    }

    @Test
    void aProfileAssumesARole() throws IOException {
        account.sts.role(ROLE, Role.trusting("alice").withExternalId("7b0e-profile"));
        account.configure(
                folder,
                "[profile base]\naws_access_key_id = %s\naws_secret_access_key = %s\n[profile ci]\nrole_arn = " + ROLE
                        + "\nsource_profile = base\nexternal_id = 7b0e-profile\nregion = " + REGION + "\n");
        account.assertLetIn(
                folder,
                ROLE,
                AwsAccount.rules().with("profile", "ci"),
                Map.of("AWS_ENDPOINT_URL_STS", account.sts.endpoint()));
    }

    @Test
    void aProfileRunsAProcess() throws IOException {
        Path printed = Files.writeString(
                folder.resolve("printed"),
                "{\"Version\":1,\"AccessKeyId\":\"" + account.alice.accessKeyId() + "\",\"SecretAccessKey\":\""
                        + account.alice.secretAccessKey() + "\"}");
        Files.writeString(
                folder.resolve("aws-config"), "[profile ci]\ncredential_process = /bin/cat " + printed + "\n");
        account.assertLetIn(folder, "alice", AwsAccount.rules().with("profile", "ci"), Map.of());
    }

    @Test
    void aProfileLogsInThroughIdentityCenter() throws Exception {
        try (SsoPortal portal = SsoPortal.start(AwsAccount.ID, "Deployer", account.sessions, RunLogs.ledger())) {
            ssoProfile(portal, account.clock.instant().plus(Duration.ofHours(8)));
            account.assertLetIn(folder, "Deployer", AwsAccount.rules().with("profile", "ci"), endpoints(portal));
            assertThat(portal.calls()).containsExactly("GET /federation/credentials");
        }
    }

    @Test
    void anAccessTokenOfIdentityCenterThatHasEndedIsRenewed() throws Exception {
        try (SsoPortal portal = SsoPortal.start(AwsAccount.ID, "Deployer", account.sessions, RunLogs.ledger())) {
            ssoProfile(portal, account.clock.instant().minus(Duration.ofMinutes(1)));
            account.assertLetIn(folder, "Deployer", AwsAccount.rules().with("profile", "ci"), endpoints(portal));
            assertThat(portal.calls()).containsExactly("POST /token", "GET /federation/credentials");
        }
    }

    @Test
    void aProfileThatDoesNotExistIsNamed() throws IOException {
        account.assertRefused(
                folder,
                AwsAccount.rules().with("profile", "nobody"),
                Map.of(),
                "orders: the AWS profile 'nobody' gives no credentials; looked in AWS_CONFIG_FILE");
    }

    @Test
    void aSessionOfIdentityCenterThatHasEndedSaysHowToLogInAgain() throws Exception {
        Files.writeString(
                folder.resolve("aws-config"),
                "[profile ci]\nsso_start_url = https://sso.example.com/start\nsso_region = " + REGION
                        + "\nsso_account_id = " + AwsAccount.ID + "\nsso_role_name = Deployer\n");
        account.assertRefused(
                folder,
                AwsAccount.rules().with("profile", "ci"),
                Map.of(),
                "orders: the AWS profile 'ci' gives no credentials");
    }

    private static Map<String, Object> endpoints(SsoPortal portal) {
        return Map.of("AWS_ENDPOINT_URL_SSO", portal.endpoint(), "AWS_ENDPOINT_URL_SSO_OIDC", portal.endpoint());
    }

    /** As {@code aws sso login} leaves it behind. */
    private void ssoProfile(SsoPortal portal, Instant end) throws IOException, GeneralSecurityException {
        Files.writeString(
                folder.resolve("aws-config"),
                "[sso-session corp]\nsso_region = " + REGION
                        + "\nsso_start_url = https://sso.example.com/start\n[profile ci]\nsso_session = corp\n"
                        + "sso_account_id = " + AwsAccount.ID + "\nsso_role_name = Deployer\n");
        byte[] hash = MessageDigest.getInstance("SHA-1").digest("corp".getBytes(StandardCharsets.UTF_8));
        Path cache = Files.createDirectories(folder.resolve(".aws/sso/cache"));
        Files.writeString(
                cache.resolve(String.format(Locale.ROOT, "%040x.json", new BigInteger(1, hash))),
                "{\"startUrl\":\"https://sso.example.com/start\",\"region\":\"" + REGION + "\",\"accessToken\":\""
                        + portal.accessToken() + "\",\"expiresAt\":\"" + end + "\",\"clientId\":\"id\","
                        + "\"clientSecret\":\"client-secret\",\"refreshToken\":\"" + portal.refreshToken()
                        + "\",\"registrationExpiresAt\":\"2099-01-01T00:00:00Z\"}");
    }
}
