package io.countersign.it.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.counterpart.ApiServer;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The agent logs in to a user pool that is not ours: the package cognito-local. It has neither SRP nor device flows nor
 * GetTokensFromRefreshToken, ignores client secrets and signatures, and keeps no refresh token of a log-in with a challenge.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CognitoLocalIT {

    private static final String PASSWORD = RunLogs.ledger().record("Oracle p\u00e4ssword 5!");
    private static final String NEW_PASSWORD = RunLogs.ledger().record("Oracle new 6!");
    private static final String TOTP_SECRET = RunLogs.ledger().record("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");

    private final Map<String, ApiServer> apis = new LinkedHashMap<>();

    @SuppressWarnings("NullAway.Init")
    private NodeCognito cognito;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    void startCognito(@TempDir Path temporary) throws IOException {
        folder = temporary;
        List<ObjectNode> users = List.of(
                NodeCognito.user("plain", PASSWORD, "CONFIRMED"),
                NodeCognito.user("verified", PASSWORD, "CONFIRMED"),
                NodeCognito.withTotpSecret(NodeCognito.user("code", PASSWORD, "CONFIRMED"), TOTP_SECRET),
                NodeCognito.withTotpSecret(NodeCognito.user("choice", PASSWORD, "CONFIRMED"), TOTP_SECRET, "SMS_MFA"),
                NodeCognito.user("fresh", PASSWORD, "FORCE_CHANGE_PASSWORD"),
                NodeCognito.user("admin", PASSWORD, "CONFIRMED"));
        cognito = NodeCognito.start(Files.createDirectory(folder.resolve("cognito")), RunLogs.ledger(), users);
        users.forEach(user -> {
            String name = user.path("Username").asText();
            apis.put(name, ApiServer.requiring(cognito.accessTokenOf(name)));
        });
    }

    @AfterAll
    void stop() {
        apis.values().forEach(ApiServer::close);
        cognito.close();
    }

    @BeforeEach
    void forgetCalls() throws IOException {
        cognito.calls();
    }

    @Test
    void aPasswordLogsInOnceAndIsRefreshedTheOldWay() throws IOException {
        try (AppUnderTest app = start(rules("plain", "password"))) {
            assertLetsIn(app, "plain");
            assertThat(cognito.calls()).containsExactly("InitiateAuth");
            api("plain").rejectNext(1);
            assertLetsIn(app, "plain");
            assertThat(cognito.calls()).containsExactly("GetTokensFromRefreshToken", "InitiateAuth");
            assertThat(cognito.stored("plain").path("RefreshTokens").size())
                    .as("log-ins, each of which stores one refresh token")
                    .isOne();
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    @Test
    void itsTokensVerifyAgainstItsKeys() throws IOException {
        try (AppUnderTest app = start(rules("verified", "password").with("verify-tokens", "true"))) {
            assertLetsIn(app, "verified");
            assertThat(cognito.calls())
                    .containsExactly("InitiateAuth", "/" + NodeCognito.POOL + "/.well-known/jwks.json");
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    @Test
    void aOneTimeCodeIsAccepted() throws IOException {
        try (AppUnderTest app = start(rules("code", "password").with("totp-secret", TOTP_SECRET))) {
            assertLetsIn(app, "code");
            assertThat(cognito.calls()).containsExactly("InitiateAuth", "RespondToAuthChallenge");
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    @Test
    void theAuthenticatorAppIsChosen() throws IOException {
        try (AppUnderTest app = start(rules("choice", "password").with("totp-secret", TOTP_SECRET))) {
            assertLetsIn(app, "choice");
            assertThat(cognito.calls())
                    .containsExactly("InitiateAuth", "RespondToAuthChallenge", "RespondToAuthChallenge");
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    @Test
    void aNewPasswordIsSet() throws IOException {
        try (AppUnderTest app = start(rules("fresh", "password").with("new-password", NEW_PASSWORD))) {
            assertLetsIn(app, "fresh");
            assertThat(cognito.stored("fresh").path("Password").asText()).isEqualTo(NEW_PASSWORD);
            assertThat(cognito.stored("fresh").path("UserStatus").asText()).isEqualTo("CONFIRMED");
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    @Test
    void anAdminCallLogsIn() throws IOException {
        try (AppUnderTest app = start(rules("admin", "admin"))) {
            assertLetsIn(app, "admin");
            assertThat(cognito.calls()).containsExactly("AdminInitiateAuth");
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    private ApiServer api(String user) {
        return requireNonNull(apis.get(user));
    }

    private void assertLetsIn(AppUnderTest app, String user) {
        Outcome seen = app.send("GET", api(user).at("/echo"));
        assertThat(api(user).refusals()).isEmpty();
        assertThat(seen).isEqualTo(Outcome.answer(200, new byte[0]));
    }

    /** The rule comes first, so that further keys go to the identity. */
    private RulesFile rules(String user, String flow) {
        return new RulesFile()
                .rule(user, "127.0.0.1:" + api(user).port(), user)
                .identity(user, "cognito-user")
                .with("user-pool-id", NodeCognito.POOL)
                .with("client-id", NodeCognito.CLIENT)
                .with("endpoint", cognito.endpoint())
                .with("timeout", "20s") // the machine may be busy
                .with("username", user)
                .with("password", PASSWORD)
                .with("flow", flow);
    }

    private AppUnderTest start(RulesFile rules) throws IOException {
        return AppUnderTest.with(Applications.JDK_BLOCKING, Jdk.running())
                .agent(rules.write(folder))
                .variable("AWS_ACCESS_KEY_ID", "AKIAORACLEEXAMPLE")
                .variable("AWS_SECRET_ACCESS_KEY", RunLogs.ledger().record("oracle/secret+access+key/31"))
                .start();
    }
}
