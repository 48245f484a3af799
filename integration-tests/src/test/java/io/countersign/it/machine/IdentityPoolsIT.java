package io.countersign.it.machine;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.AwsSessions;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.IdentityPoolServer;
import io.countersign.counterpart.OAuthServer;
import io.countersign.counterpart.OAuthServer.RegisteredClient;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** From a log-in through an identity pool to a signature, against counterparts that verify each step. */
final class IdentityPoolsIT {

    private static final String REGION = "eu-central-1";
    private static final String ID = REGION + ":11111111-2222-3333-4444-555555555555";
    private static final String USER_POOL = REGION + "_Ab12Cd34E";
    private static final String PROVIDER = "cognito-idp." + REGION + ".amazonaws.com/" + USER_POOL;
    private static final String CLIENT = "1example23456789";
    private static final String PASSWORD = "Pools battery 4!";

    private final SecretLedger ledger = RunLogs.ledger();
    private final Clock clock = Clock.systemUTC();
    private final AwsSessions sessions = new AwsSessions(clock, ledger);
    private final IdentityPoolServer pool = IdentityPoolServer.start(ID, sessions);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        pool.close();
    }

    @Test
    void aUserLogsInAndThePoolGivesKeysThatSign() throws IOException {
        try (CognitoServer cognito = cognito();
                ApiServer api = api(IdentityPoolServer.LOGIN_ROLE)) {
            pool.trusting(PROVIDER, token -> cognito.issuer().refusal(token, "id", CLIENT));
            machine(pool(user(cognito, PASSWORD)).with("login", "user"), api).assertLetIn(api);

            assertThat(cognito.calls()).containsExactly("InitiateAuth", "RespondToAuthChallenge");
            assertThat(pool.calls()).containsExactly("GetId", "GetCredentialsForIdentity");
        }
    }

    @Test
    void aRevokedSessionIsReplacedWithoutAnotherLogInOrIdentity() throws IOException {
        try (CognitoServer cognito = cognito();
                ApiServer api = api(IdentityPoolServer.LOGIN_ROLE)) {
            pool.trusting(PROVIDER, token -> cognito.issuer().refusal(token, "id", CLIENT));
            Machine machine = machine(pool(user(cognito, PASSWORD)).with("login", "user"), api);
            try (AppUnderTest app = machine.start()) {
                Machine.assertLetIn(app, api);
                sessions.revoke();
                assertThat(app.send("GET", api.at("/orders")).status()).isEqualTo("200");
            }
            assertThat(cognito.calls()).hasSize(2);
            assertThat(pool.calls()).containsExactly("GetId", "GetCredentialsForIdentity", "GetCredentialsForIdentity");
        }
    }

    @Test
    void aGuestGetsTheRoleOfGuests() throws IOException {
        pool.withGuests();
        try (ApiServer api = api(IdentityPoolServer.GUEST_ROLE)) {
            machine(pool(new RulesFile()), api).assertLetIn(api);
        }
    }

    @Test
    void aMachineLogsInThroughAnotherIssuerAndAsksForARole() throws IOException {
        String role = "arn:aws:iam::123456789012:role/orders";
        RegisteredClient client = new RegisteredClient("orders", "pool-client-s3cret-2e", false, List.of(), "");
        try (OAuthServer issuer = OAuthServer.start(client, ledger);
                ApiServer api = api(role)) {
            pool.trusting(
                    "login.example.com/tenant",
                    token -> token.startsWith("oauth-") ? Optional.empty() : Optional.of("not of this issuer"));
            RulesFile rules = new RulesFile()
                    .identity("partner", "client-credentials")
                    .with("token-url", issuer.tokenUrl())
                    .with("client-id", client.id())
                    .with("client-secret", client.secret())
                    .with("timeout", "20s");
            machine(
                            pool(rules)
                                    .with("login", "partner")
                                    .with("login-provider", "login.example.com/tenant")
                                    .with("role-arn", role),
                            api)
                    .assertLetIn(api);
        }
    }

    @Test
    void aPoolThatTakesNoGuestsIsNamedWithTheRemedy() throws IOException {
        try (ApiServer api = api(IdentityPoolServer.GUEST_ROLE)) {
            machine(pool(new RulesFile()), api)
                    .assertRefused(
                            api,
                            "shop: a guest's log-in to identity pool " + ID
                                    + " failed: NotAuthorizedException: Unauthenticated access is not supported for this"
                                    + " identity pool.; name the identity's login, or let the identity pool have guests");
        }
    }

    @Test
    void aLogInThatFailsIsNamedThroughThePool() throws IOException {
        try (CognitoServer cognito = cognito();
                ApiServer api = api(IdentityPoolServer.LOGIN_ROLE)) {
            machine(pool(user(cognito, ledger.record("a-wrong-password-9f"))).with("login", "user"), api)
                    .assertRefused(
                            api,
                            "shop: user: the log-in of svc to user pool " + USER_POOL + " (client " + CLIENT
                                    + ") failed: NotAuthorizedException: Incorrect username or password.");
            assertThat(pool.calls()).isEmpty();
        }
    }

    @Test
    void aLoginOfNoUseIsReportedWithItsLine() throws IOException {
        try (ApiServer api = api(IdentityPoolServer.LOGIN_ROLE)) {
            machine(pool(new RulesFile()).with("login", "shop"), api)
                    .assertBad(
                            api,
                            "agent.properties:5: identity.shop.login goes in a circle, shop -> shop (agent.properties:5);"
                                    + " let one of them get its credentials elsewhere");
        }
    }

    private CognitoServer cognito() {
        UserPool users = UserPool.builder(USER_POOL)
                .user("svc", ledger.record(PASSWORD))
                .client(CLIENT)
                .build();
        return CognitoServer.start(users, clock, ledger);
    }

    private static RulesFile user(CognitoServer cognito, String password) {
        return new RulesFile()
                .identity("user", "cognito-user")
                .with("user-pool-id", USER_POOL)
                .with("client-id", CLIENT)
                .with("username", "svc")
                .with("password", password)
                .with("endpoint", cognito.endpoint())
                .with("timeout", "20s");
    }

    private RulesFile pool(RulesFile rules) {
        return rules.identity("shop", "cognito-identity-pool")
                .with("identity-pool-id", ID)
                .with("endpoint", pool.endpoint())
                .with("timeout", "20s");
    }

    private ApiServer api(String owner) {
        return ApiServer.requiring(sessions.signedBy(owner, "execute-api", REGION));
    }

    private Machine machine(RulesFile rules, ApiServer api) throws IOException {
        return Machine.with(
                rules.rule("api", Machine.authority(api), "shop")
                        .with("service", "execute-api")
                        .with("region", REGION),
                folder);
    }
}
