package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Every type of identity and every form of credentials that the contract of the clients does not use, by one client. */
final class IdentitiesIT {

    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example23456789";
    private static final String PASSWORD = "Identities battery 2!";
    private static final SigV4Verifier.Account ACCOUNT =
            new SigV4Verifier.Account("AKIAIDENTITIES", "identities/secret+access+key/11", "");

    private final SecretLedger ledger = RunLogs.ledger();

    @TempDir
    private Path folder;

    @Test
    void aTokenIsGivenInTheFile() throws IOException {
        String token = ledger.record("given-token-5512");
        try (ApiServer api = ApiServer.requiring(Requirement.header("X-Token", "Token " + token))) {
            assertLetIn(
                    api,
                    rules("t", "token")
                            .with("value", "${env:GIVEN_TOKEN}")
                            .rule("api", authority(api), "t")
                            .with("header", "X-Token")
                            .with("prefix", "Token"));
        }
    }

    @Test
    void aTokenStandsInAFileOfItsOwn() throws IOException {
        String token = ledger.record("filed-token-8823");
        Path file = Files.writeString(folder.resolve("token"), token + "\n");
        try (ApiServer api = ApiServer.requiring(Requirement.header("Authorization", "Bearer " + token))) {
            assertLetIn(api, rules("t", "token").with("file", file).rule("api", authority(api), "t"));
        }
    }

    @Test
    void awsCredentialsComeFromTheDefaultChain() throws IOException {
        ledger.record(ACCOUNT.secretAccessKey());
        SigV4Verifier verifier = SigV4Verifier.of(ACCOUNT, "execute-api", "eu-central-1", Clock.systemUTC());
        try (ApiServer api = ApiServer.requiring(Requirement.signature(verifier))) {
            assertLetIn(
                    api,
                    rules("role", "aws")
                            .rule("api", authority(api), "role")
                            .with("service", "execute-api")
                            .with("region", "eu-central-1"));
        }
    }

    @Test
    void appSyncTakesAnApiKey() throws IOException {
        String key = ledger.record("da2-identities0api0key");
        try (ApiServer api = ApiServer.requiring(Requirement.apiKey(key))) {
            assertLetIn(
                    api,
                    rules("k", "api-key")
                            .with("api-key", "${env:APPSYNC_KEY}")
                            .rule("api", authority(api), "k")
                            .with("auth", "appsync"));
        }
    }

    @Test
    void appSyncTakesTheTokenOfAUserWithoutPrefix() throws IOException {
        UserPool pool = UserPool.builder(POOL)
                .user("svc", ledger.record(PASSWORD))
                .client(CLIENT)
                .build();
        try (CognitoServer cognito = CognitoServer.start(pool, Clock.systemUTC(), ledger);
                ApiServer api = ApiServer.requiring(Requirement.bareToken(cognito.issuer(), "access", CLIENT))) {
            assertLetIn(
                    api,
                    rules("user", "cognito-user")
                            .with("user-pool-id", POOL)
                            .with("client-id", CLIENT)
                            .with("username", "svc")
                            .with("password", "${env:USER_PASSWORD}")
                            .with("endpoint", cognito.endpoint())
                            .rule("api", authority(api), "user")
                            .with("auth", "appsync"));
        }
    }

    @Test
    void appSyncTakesASignatureForItself() throws IOException {
        ledger.record(ACCOUNT.secretAccessKey());
        SigV4Verifier verifier = SigV4Verifier.of(ACCOUNT, "appsync", "us-west-2", Clock.systemUTC());
        try (ApiServer api = ApiServer.requiring(Requirement.signature(verifier))) {
            assertLetIn(
                    api,
                    rules("role", "aws")
                            .with("access-key-id", ACCOUNT.accessKeyId())
                            .with("secret-access-key", "${env:AWS_SECRET_ACCESS_KEY}")
                            .rule("api", authority(api), "role")
                            .with("auth", "appsync")
                            .with("region", "us-west-2"));
        }
    }

    private static RulesFile rules(String identity, String type) {
        return new RulesFile().identity(identity, type);
    }

    private static String authority(ApiServer api) {
        return "127.0.0.1:" + api.port();
    }

    private void assertLetIn(ApiServer api, RulesFile rules) throws IOException {
        byte[] body = AppUnderTest.bytes("{\"query\":\"{ whoami }\"}");
        try (AppUnderTest app = AppUnderTest.with(Applications.JDK_BLOCKING, Jdk.running())
                .agent(rules.write(folder))
                .variable("GIVEN_TOKEN", "given-token-5512")
                .variable("APPSYNC_KEY", "da2-identities0api0key")
                .variable("USER_PASSWORD", PASSWORD)
                .variable("AWS_ACCESS_KEY_ID", ACCOUNT.accessKeyId())
                .variable("AWS_SECRET_ACCESS_KEY", ACCOUNT.secretAccessKey())
                .start()) {
            AppUnderTest.Outcome seen = app.send("POST", api.at("/graphql"), body, "Content-Type: application/json");
            assertThat(api.refusals()).isEmpty();
            assertThat(seen).isEqualTo(AppUnderTest.Outcome.answer(200, body));
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }
}
