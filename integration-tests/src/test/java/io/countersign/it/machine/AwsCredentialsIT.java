package io.countersign.it.machine;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.MetadataServer;
import io.countersign.counterpart.SigV4Verifier.Account;
import io.countersign.counterpart.StsServer.Role;
import io.countersign.counterpart.TokenIssuer;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Given keys, roles and what the default chain finds, each with a counterpart that verifies what it receives. */
final class AwsCredentialsIT {

    private static final String REGION = AwsAccount.REGION;
    private static final String ROLE = AwsAccount.ROLE;
    private static final String FIRST_ROLE = "arn:aws:iam::210987654321:role/deployer";

    private final AwsAccount account = new AwsAccount();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        account.close();
    }

    @Test
    void givenKeysOfASessionAreSentWithItsToken() throws IOException {
        Account session =
                account.sessions.issue("session of alice", Duration.ofHours(1)).keys();
        RulesFile rules = AwsAccount.rules()
                .with("access-key-id", session.accessKeyId())
                .with("secret-access-key", "${env:GIVEN_KEY}")
                .with("session-token", "${env:GIVEN_TOKEN}");
        account.assertLetIn(
                folder,
                "session of alice",
                rules,
                Map.of("GIVEN_KEY", session.secretAccessKey(), "GIVEN_TOKEN", session.sessionToken()));
    }

    @Test
    void aRoleIsAssumedWithTheDefaultChainAndAnExternalId() throws IOException {
        account.sts.role(ROLE, Role.trusting("alice").withExternalId("7b0e"));
        RulesFile rules = account.role().with("external-id", "7b0e").with("duration", "15m");
        account.assertLetIn(folder, ROLE, rules, account.keysOfAlice());
        assertThat(account.sts.calls())
                .singleElement()
                .satisfies(call -> assertThat(call)
                        .containsEntry("DurationSeconds", "900")
                        .containsEntry("RoleSessionName", "countersign"));
    }

    @Test
    void aRoleIsAssumedWithAnotherOneThatAProfileAssumes() throws IOException {
        account.sts.role(FIRST_ROLE, Role.trusting("alice")).role(ROLE, Role.trusting(FIRST_ROLE));
        account.configure(folder, "[profile ci]\naws_access_key_id = %s\naws_secret_access_key = %s\n");
        RulesFile rules = new RulesFile()
                .identity("base", "aws")
                .with("profile", "ci")
                .with("role-arn", FIRST_ROLE)
                .with("region", REGION)
                .with("endpoint", account.sts.endpoint())
                .with("timeout", "20s")
                .identity("orders", "aws")
                .with("source", "base")
                .with("role-arn", ROLE)
                .with("region", REGION)
                .with("endpoint", account.sts.endpoint())
                .with("timeout", "20s");
        account.assertLetIn(folder, ROLE, rules, Map.of());
        assertThat(account.sts.calls()).hasSize(2);
    }

    @Test
    void aRoleIsAssumedWithAWebIdentity() throws IOException {
        TokenIssuer issuer = TokenIssuer.of("https://oidc.example.com", account.clock);
        account.sts.role(ROLE, Role.trustingTokens(token -> issuer.refusal(token, "id", "sts.amazonaws.com")));
        Files.writeString(
                folder.resolve("web-identity"),
                RunLogs.ledger().record(issuer.idToken("pod", "sts.amazonaws.com", Duration.ofHours(1))));
        account.assertLetIn(folder, ROLE, account.role().with("web-identity-token-file", "web-identity"), Map.of());
        assertThat(account.sts.received())
                .singleElement()
                .satisfies(
                        request -> assertThat(request.header("Authorization")).isEmpty());
    }

    @Test
    void theDefaultChainFindsTheWebIdentityOfAPod() throws IOException {
        TokenIssuer issuer = TokenIssuer.of("https://oidc.example.com", account.clock);
        account.sts.role(ROLE, Role.trustingTokens(token -> issuer.refusal(token, "id", "sts.amazonaws.com")));
        Path token = Files.writeString(
                folder.resolve("web-identity"),
                RunLogs.ledger().record(issuer.idToken("pod", "sts.amazonaws.com", Duration.ofHours(1))));
        account.assertLetIn(
                folder,
                ROLE,
                AwsAccount.rules(),
                Map.of(
                        "AWS_WEB_IDENTITY_TOKEN_FILE", token,
                        "AWS_ROLE_ARN", ROLE,
                        "AWS_REGION", REGION,
                        "AWS_ENDPOINT_URL_STS", account.sts.endpoint()));
    }

    @Test
    void theDefaultChainFindsTheRoleOfAContainer() throws IOException {
        try (MetadataServer machine = MetadataServer.start("task", account.sessions, RunLogs.ledger())) {
            account.assertLetIn(
                    folder,
                    "task",
                    AwsAccount.rules(),
                    Map.of(
                            "AWS_CONTAINER_CREDENTIALS_FULL_URI", machine.containerEndpoint(),
                            "AWS_CONTAINER_AUTHORIZATION_TOKEN", machine.containerToken()));
        }
    }

    @Test
    void theDefaultChainFindsTheRoleOfAnInstance() throws IOException {
        try (MetadataServer machine = MetadataServer.start("instance", account.sessions, RunLogs.ledger())) {
            account.assertLetIn(
                    folder,
                    "instance",
                    AwsAccount.rules(),
                    Map.of(
                            "AWS_EC2_METADATA_DISABLED",
                            "false",
                            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                            machine.instanceEndpoint()));
            assertThat(machine.calls()).startsWith("PUT /latest/api/token");
        }
    }

    @Test
    void aSessionThatAwsRevokedIsReplacedAfterTheRefusal() throws IOException {
        account.sts.role(ROLE, Role.trusting("alice"));
        try (ApiServer api = account.api(ROLE)) {
            Machine machine = account.machine(folder, account.role(), api, account.keysOfAlice());
            try (AppUnderTest app = machine.start()) {
                Machine.assertLetIn(app, api);
                account.sessions.revoke();
                assertThat(app.send("GET", api.at("/orders")).status()).isEqualTo("200");
            }
        }
        assertThat(account.sts.calls()).hasSize(2);
    }

    @Test
    void aRoleThatDoesNotTrustTheCallerIsNamedWithTheRemedy() throws IOException {
        account.sts.role(ROLE, Role.trusting("bob"));
        account.assertRefused(
                folder,
                account.role(),
                account.keysOfAlice(),
                "orders: the session of the role " + ROLE + " failed: AccessDenied: User: alice is not authorized to"
                        + " perform: sts:AssumeRole on resource: " + ROLE + "; let the role's trust policy");
    }

    @Test
    void rolesInACircleAreReportedWithTheirLines() throws IOException {
        try (ApiServer api = account.api(ROLE)) {
            RulesFile rules = AwsAccount.rules()
                    .with("role-arn", ROLE)
                    .with("source", "b")
                    .identity("b", "aws")
                    .with("role-arn", ROLE)
                    .with("source", "orders");
            account.machine(folder, rules, api, Map.of())
                    .assertBad(
                            api,
                            "agent.properties:3: identity.orders.source goes in a circle, orders -> b -> orders (agent.properties:3,"
                                    + " agent.properties:6); let one of them get its credentials elsewhere",
                            "agent.properties:6: identity.b.source goes in a circle, b -> orders -> b (agent.properties:6,"
                                    + " agent.properties:3); let one of them get its credentials elsewhere");
        }
    }
}
