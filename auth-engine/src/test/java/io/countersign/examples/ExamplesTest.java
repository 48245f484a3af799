package io.countersign.examples;

import io.countersign.Tokens;
import io.countersign.aws.AwsCredentials;
import io.countersign.cognito.AppClient;
import io.countersign.cognito.CognitoConnection;
import io.countersign.cognito.UserCredentials;
import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.AwsSessions;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.IdentityPoolServer;
import io.countersign.counterpart.OAuthServer;
import io.countersign.counterpart.OAuthServer.RegisteredClient;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.UserPool;
import io.countersign.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs each example against counterparts that check what they receive. */
final class ExamplesTest {

    private static final String USER_POOL = "eu-central-1_Ab12Cd34E";
    private static final String IDENTITY_POOL = "eu-central-1:11111111-2222-3333-4444-555555555555";
    private static final String CLIENT = "1example23456789";
    private static final String APPSYNC = "abc.appsync-api.eu-central-1.amazonaws.com";
    private static final Secret PASSWORD = Secret.of("Example battery 1!");

    private final CognitoServer cognito = CognitoServer.start(
            UserPool.builder(USER_POOL)
                    .user("svc", PASSWORD.reveal())
                    .client(CLIENT)
                    .build(),
            Clock.systemUTC(),
            SecretLedger.discarding());

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        cognito.close();
    }

    @Test
    void aUserCallsAnApi() throws Exception {
        try (ApiServer api = ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", CLIENT))) {
            var example = new CognitoUserExample(USER_POOL, CLIENT, "svc", PASSWORD, cognito.endpoint());

            assertThat(example.call(api.at("/orders"))).isEqualTo(200);
            api.rejectNext(1);
            assertThat(example.call(api.at("/orders"))).isEqualTo(200);
            assertThat(cognito.calls("InitiateAuth")).isEqualTo(1);
        }
    }

    @Test
    void aMachineCallsAnApi() throws Exception {
        RegisteredClient client = new RegisteredClient("orders", "s3cret", false, List.of("orders/read"), "");
        try (OAuthServer issuer = OAuthServer.start(client, SecretLedger.discarding());
                ApiServer api = ApiServer.requiring(issuer.requirement("orders/read", ""))) {
            var example = new ClientCredentialsExample(issuer.issuer(), "orders", Secret.of("s3cret"));

            assertThat(example.call(api.at("/orders"))).isEqualTo(200);
            assertThat(example.call(api.at("/orders"))).isEqualTo(200);
            assertThat(issuer.tokenRequests()).hasSize(1);
        }
    }

    @Test
    void appSyncTakesAKeyAndATokenOfAUser() throws Exception {
        try (ApiServer keyed = ApiServer.requiring(Requirement.apiKey("da2-example"));
                ApiServer api = ApiServer.requiring(Requirement.bareToken(cognito.issuer(), "access", CLIENT))) {
            var withKey = AppSyncExample.withApiKey(APPSYNC, Secret.of("da2-example"));

            assertThat(withKey.query(keyed.at("/graphql"), "{}")).isEqualTo(200);
            assertThat(withKey.realtimeUrl()).startsWith("wss://abc.appsync-realtime-api.eu-central-1.amazonaws.com/");
            assertThat(AppSyncExample.withTokens(APPSYNC, user()).query(api.at("/graphql"), "{}"))
                    .isEqualTo(200);
        }
    }

    @Test
    void anIdentityPoolGivesAUserKeysThatSign() throws Exception {
        AwsSessions sessions = new AwsSessions(Clock.systemUTC(), SecretLedger.discarding());
        try (IdentityPoolServer pool = IdentityPoolServer.start(IDENTITY_POOL, sessions)) {
            pool.trusting(
                    "cognito-idp.eu-central-1.amazonaws.com/" + USER_POOL,
                    token -> cognito.issuer().refusal(token, "id", CLIENT));
            var example = new IdentityPoolExample(user(), USER_POOL, IDENTITY_POOL, pool.endpoint());
            AwsCredentials credentials = example.current();

            assertThat(sessions.issued())
                    .singleElement()
                    .satisfies(
                            session -> assertThat(session.keys().accessKeyId()).isEqualTo(credentials.accessKeyId()));
            assertThat(AppSyncExample.withCredentials(APPSYNC, example.credentials())
                            .realtimeUrl())
                    .contains("?header=");
        }
    }

    @Test
    void aRulesFileIsUsedWithoutTheAgent() throws Exception {
        try (ApiServer api = ApiServer.requiring(Requirement.apiKey("k3y"))) {
            Path rules = Files.writeString(
                    folder.resolve("agent.properties"), """
                    identity.catalog.type = api-key
                    identity.catalog.api-key = k3y
                    rule.catalog.identity = catalog
                    rule.catalog.hosts = 127.0.0.1:%s
                    """.replace("%s", Integer.toString(api.port())));
            byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

            assertThat(new RulesExample(rules.toFile()).post(api.at("/catalog"), body))
                    .isEqualTo(200);
        }
    }

    private Tokens user() {
        return Tokens.ofUser(
                AppClient.of(USER_POOL, CLIENT, null),
                UserCredentials.of("svc", PASSWORD),
                CognitoConnection.of("eu-central-1", cognito.endpoint(), Duration.ofSeconds(20)));
    }
}
