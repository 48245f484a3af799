package io.countersign.it.machine;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.AwsSessions;
import io.countersign.counterpart.MetadataServer;
import io.countersign.counterpart.SigV4Verifier.Account;
import io.countersign.counterpart.SsoPortal;
import io.countersign.counterpart.StsServer;
import io.countersign.counterpart.StsServer.Role;
import io.countersign.counterpart.TokenIssuer;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Where AWS credentials can come from, each with a counterpart that verifies what it receives, and signatures made with them. */
final class AwsIdentitiesIT {

    private static final String REGION = "eu-central-1";
    private static final String ROLE = "arn:aws:iam::123456789012:role/orders";
    private static final String FIRST_ROLE = "arn:aws:iam::210987654321:role/deployer";
    private static final String ACCOUNT = "123456789012";

    private final Clock clock = Clock.systemUTC();
    private final AwsSessions sessions = new AwsSessions(clock, RunLogs.ledger());
    private final StsServer sts = StsServer.start(sessions, REGION, clock);
    private final Account alice = sessions.user("alice");

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        sts.close();
    }

    @Test
    void aProfileHoldsKeys() throws IOException {
        config("[profile ci]\naws_access_key_id = %s\naws_secret_access_key = %s\n", alice);
        assertLetIn("alice", rules().with("profile", "ci"), Map.of());
    }

    @Test
    void aProfileAssumesARole() throws IOException {
        sts.role(ROLE, Role.trusting("alice").withExternalId("7b0e-profile"));
        config(
                "[profile base]\naws_access_key_id = %s\naws_secret_access_key = %s\n[profile ci]\nrole_arn = " + ROLE
                        + "\nsource_profile = base\nexternal_id = 7b0e-profile\nregion = " + REGION + "\n",
                alice);
        assertLetIn(ROLE, rules().with("profile", "ci"), Map.of("AWS_ENDPOINT_URL_STS", sts.endpoint()));
    }

    @Test
    void aProfileRunsAProcess() throws IOException {
        Path printed = Files.writeString(
                folder.resolve("printed"),
                "{\"Version\":1,\"AccessKeyId\":\"" + alice.accessKeyId() + "\",\"SecretAccessKey\":\""
                        + alice.secretAccessKey() + "\"}");
        Files.writeString(folder.resolve("aws-config"), "[profile ci]\ncredential_process = /bin/cat " + printed + "\n");
        assertLetIn("alice", rules().with("profile", "ci"), Map.of());
    }

    @Test
    void aProfileLogsInThroughIdentityCenter() throws Exception {
        try (SsoPortal portal = SsoPortal.start(ACCOUNT, "Deployer", sessions, RunLogs.ledger())) {
            ssoProfile(portal, clock.instant().plus(Duration.ofHours(8)));
            assertLetIn("Deployer", rules().with("profile", "ci"), endpoints(portal));
            assertThat(portal.calls()).containsExactly("GET /federation/credentials");
        }
    }

    @Test
    void anAccessTokenOfIdentityCenterThatHasEndedIsRenewed() throws Exception {
        try (SsoPortal portal = SsoPortal.start(ACCOUNT, "Deployer", sessions, RunLogs.ledger())) {
            ssoProfile(portal, clock.instant().minus(Duration.ofMinutes(1)));
            assertLetIn("Deployer", rules().with("profile", "ci"), endpoints(portal));
            assertThat(portal.calls()).containsExactly("POST /token", "GET /federation/credentials");
        }
    }

    @Test
    void givenKeysOfASessionAreSentWithItsToken() throws IOException {
        Account session = sessions.issue("session of alice", Duration.ofHours(1)).keys();
        RulesFile rules = rules()
                .with("access-key-id", session.accessKeyId())
                .with("secret-access-key", "${env:GIVEN_KEY}")
                .with("session-token", "${env:GIVEN_TOKEN}");
        assertLetIn(
                "session of alice",
                rules,
                Map.of("GIVEN_KEY", session.secretAccessKey(), "GIVEN_TOKEN", session.sessionToken()));
    }

    @Test
    void aRoleIsAssumedWithTheDefaultChainAndAnExternalId() throws IOException {
        sts.role(ROLE, Role.trusting("alice").withExternalId("7b0e"));
        RulesFile rules = role().with("external-id", "7b0e").with("duration", "15m");
        assertLetIn(ROLE, rules, keysOfAlice());
        assertThat(sts.calls()).singleElement().satisfies(call -> assertThat(call)
                .containsEntry("DurationSeconds", "900")
                .containsEntry("RoleSessionName", "countersign"));
    }

    @Test
    void aRoleIsAssumedWithAnotherOneThatAProfileAssumes() throws IOException {
        sts.role(FIRST_ROLE, Role.trusting("alice")).role(ROLE, Role.trusting(FIRST_ROLE));
        config("[profile ci]\naws_access_key_id = %s\naws_secret_access_key = %s\n", alice);
        RulesFile rules = new RulesFile()
                .identity("base", "aws")
                .with("profile", "ci")
                .with("role-arn", FIRST_ROLE)
                .with("region", REGION)
                .with("endpoint", sts.endpoint())
                .with("timeout", "20s")
                .identity("orders", "aws")
                .with("source", "base")
                .with("role-arn", ROLE)
                .with("region", REGION)
                .with("endpoint", sts.endpoint())
                .with("timeout", "20s");
        assertLetIn(ROLE, rules, Map.of());
        assertThat(sts.calls()).hasSize(2);
    }

    @Test
    void aRoleIsAssumedWithAWebIdentity() throws IOException {
        TokenIssuer issuer = TokenIssuer.of("https://oidc.example.com", clock);
        sts.role(ROLE, Role.trustingTokens(token -> issuer.refusal(token, "id", "sts.amazonaws.com")));
        Files.writeString(
                folder.resolve("web-identity"),
                RunLogs.ledger().record(issuer.idToken("pod", "sts.amazonaws.com", Duration.ofHours(1))));
        assertLetIn(ROLE, role().with("web-identity-token-file", "web-identity"), Map.of());
        assertThat(sts.received()).singleElement().satisfies(request -> assertThat(
                        request.header("Authorization"))
                .isEmpty());
    }

    @Test
    void theDefaultChainFindsTheWebIdentityOfAPod() throws IOException {
        TokenIssuer issuer = TokenIssuer.of("https://oidc.example.com", clock);
        sts.role(ROLE, Role.trustingTokens(token -> issuer.refusal(token, "id", "sts.amazonaws.com")));
        Path token = Files.writeString(
                folder.resolve("web-identity"),
                RunLogs.ledger().record(issuer.idToken("pod", "sts.amazonaws.com", Duration.ofHours(1))));
        assertLetIn(
                ROLE,
                rules(),
                Map.of(
                        "AWS_WEB_IDENTITY_TOKEN_FILE", token,
                        "AWS_ROLE_ARN", ROLE,
                        "AWS_REGION", REGION,
                        "AWS_ENDPOINT_URL_STS", sts.endpoint()));
    }

    @Test
    void theDefaultChainFindsTheRoleOfAContainer() throws IOException {
        try (MetadataServer machine = MetadataServer.start("task", sessions, RunLogs.ledger())) {
            assertLetIn(
                    "task",
                    rules(),
                    Map.of(
                            "AWS_CONTAINER_CREDENTIALS_FULL_URI", machine.containerEndpoint(),
                            "AWS_CONTAINER_AUTHORIZATION_TOKEN", machine.containerToken()));
        }
    }

    @Test
    void theDefaultChainFindsTheRoleOfAnInstance() throws IOException {
        try (MetadataServer machine = MetadataServer.start("instance", sessions, RunLogs.ledger())) {
            assertLetIn(
                    "instance",
                    rules(),
                    Map.of(
                            "AWS_EC2_METADATA_DISABLED", "false",
                            "AWS_EC2_METADATA_SERVICE_ENDPOINT", machine.instanceEndpoint()));
            assertThat(machine.calls()).startsWith("PUT /latest/api/token");
        }
    }

    @Test
    void aSessionThatAwsRevokedIsReplacedAfterTheRefusal() throws IOException {
        sts.role(ROLE, Role.trusting("alice"));
        try (ApiServer api = ApiServer.requiring(sessions.signedBy(ROLE, "execute-api", REGION))) {
            Machine machine = machine(role(), api, keysOfAlice());
            try (AppUnderTest app = machine.start()) {
                Machine.assertLetIn(app, api);
                sessions.revoke();
                assertThat(app.send("GET", api.at("/orders")).status()).isEqualTo("200");
            }
        }
        assertThat(sts.calls()).hasSize(2);
    }

    @Test
    void aRoleThatDoesNotTrustTheCallerIsNamedWithTheRemedy() throws IOException {
        sts.role(ROLE, Role.trusting("bob"));
        assertRefused(
                role(),
                keysOfAlice(),
                "orders: the session of the role " + ROLE + " failed: AccessDenied: User: alice is not authorized to"
                        + " perform: sts:AssumeRole on resource: " + ROLE + "; let the role's trust policy");
    }

    @Test
    void aProfileThatDoesNotExistIsNamed() throws IOException {
        assertRefused(
                rules().with("profile", "nobody"),
                Map.of(),
                "orders: the AWS profile 'nobody' gives no credentials; looked in AWS_CONFIG_FILE");
    }

    @Test
    void aSessionOfIdentityCenterThatHasEndedSaysHowToLogInAgain() throws Exception {
        Files.writeString(
                folder.resolve("aws-config"),
                "[profile ci]\nsso_start_url = https://sso.example.com/start\nsso_region = " + REGION
                        + "\nsso_account_id = " + ACCOUNT + "\nsso_role_name = Deployer\n");
        assertRefused(rules().with("profile", "ci"), Map.of(), "orders: the AWS profile 'ci' gives no credentials");
    }

    @Test
    void rolesInACircleAreReportedWithTheirLines() throws IOException {
        try (ApiServer api = ApiServer.requiring(sessions.signedBy(ROLE, "execute-api", REGION))) {
            RulesFile rules = rules()
                    .with("role-arn", ROLE)
                    .with("source", "b")
                    .identity("b", "aws")
                    .with("role-arn", ROLE)
                    .with("source", "orders");
            machine(rules, api, Map.of())
                    .assertBad(
                            api,
                            "agent.properties:3: identity.orders.source goes in a circle, orders -> b -> orders (agent.properties:3,"
                                    + " agent.properties:6); let one of them get its credentials elsewhere",
                            "agent.properties:6: identity.b.source goes in a circle, b -> orders -> b (agent.properties:6,"
                                    + " agent.properties:3); let one of them get its credentials elsewhere");
        }
    }

    private static RulesFile rules() {
        return new RulesFile().identity("orders", "aws");
    }

    private RulesFile role() {
        return rules()
                .with("role-arn", ROLE)
                .with("region", REGION)
                .with("endpoint", sts.endpoint())
                .with("timeout", "20s");
    }

    private Map<String, Object> keysOfAlice() {
        return Map.of("AWS_ACCESS_KEY_ID", alice.accessKeyId(), "AWS_SECRET_ACCESS_KEY", alice.secretAccessKey());
    }

    private static Map<String, Object> endpoints(SsoPortal portal) {
        return Map.of("AWS_ENDPOINT_URL_SSO", portal.endpoint(), "AWS_ENDPOINT_URL_SSO_OIDC", portal.endpoint());
    }

    private void config(String format, Account keys) throws IOException {
        Files.writeString(
                folder.resolve("aws-config"),
                String.format(Locale.ROOT, format, keys.accessKeyId(), keys.secretAccessKey()));
    }

    /** As {@code aws sso login} leaves it behind. */
    private void ssoProfile(SsoPortal portal, Instant end) throws IOException, GeneralSecurityException {
        Files.writeString(
                folder.resolve("aws-config"),
                "[sso-session corp]\nsso_region = " + REGION
                        + "\nsso_start_url = https://sso.example.com/start\n[profile ci]\nsso_session = corp\n"
                        + "sso_account_id = " + ACCOUNT + "\nsso_role_name = Deployer\n");
        byte[] hash = MessageDigest.getInstance("SHA-1").digest("corp".getBytes(StandardCharsets.UTF_8));
        Path cache = Files.createDirectories(folder.resolve(".aws/sso/cache"));
        Files.writeString(
                cache.resolve(String.format(Locale.ROOT, "%040x.json", new BigInteger(1, hash))),
                "{\"startUrl\":\"https://sso.example.com/start\",\"region\":\"" + REGION + "\",\"accessToken\":\""
                        + portal.accessToken() + "\",\"expiresAt\":\"" + end + "\",\"clientId\":\"id\","
                        + "\"clientSecret\":\"client-secret\",\"refreshToken\":\"" + portal.refreshToken()
                        + "\",\"registrationExpiresAt\":\"2099-01-01T00:00:00Z\"}");
    }

    private void assertLetIn(String owner, RulesFile rules, Map<String, ?> environment) throws IOException {
        try (ApiServer api = ApiServer.requiring(sessions.signedBy(owner, "execute-api", REGION))) {
            machine(rules, api, environment).assertLetIn(api);
        }
    }

    private void assertRefused(RulesFile rules, Map<String, ?> environment, String message) throws IOException {
        try (ApiServer api = ApiServer.requiring(sessions.signedBy("nobody", "execute-api", REGION))) {
            machine(rules, api, environment).assertRefused(api, message);
        }
    }

    private Machine machine(RulesFile rules, ApiServer api, Map<String, ?> environment) throws IOException {
        rules.rule("api", Machine.authority(api), "orders")
                .with("service", "execute-api")
                .with("region", REGION);
        Machine machine = Machine.with(rules, folder).option("-Duser.home=" + folder);
        environment.forEach(machine::variable);
        return machine;
    }
}
