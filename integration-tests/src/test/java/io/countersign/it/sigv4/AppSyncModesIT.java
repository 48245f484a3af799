package io.countersign.it.sigv4;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
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

/** The five modes of an AppSync API, told by identity and host alone, and the custom domain that must say it. */
final class AppSyncModesIT {

    private static final String HOST = "abcdefghijklmnopqrstuvwxyz.appsync-api.eu-central-1.amazonaws.com";
    private static final String CUSTOM = "graphql.example.test";
    private static final String POOL = "eu-central-1_Ab12Cd34E";
    private static final String CLIENT = "1example23456789";
    private static final String PASSWORD = "AppSync battery 3!";
    private static final byte[] QUERY = AppUnderTest.bytes("{\"query\":\"{ whoami }\"}");
    private static final SigV4Verifier.Account ACCOUNT =
            new SigV4Verifier.Account("AKIAAPPSYNC", "appsync/secret+access+key/2b", "");

    private final SecretLedger ledger = RunLogs.ledger();

    @TempDir
    private Path folder;

    @Test
    void apiKey() throws IOException {
        String key = ledger.record("da2-appsyncmodes0key");
        try (ApiServer api = ApiServer.requiring(Requirement.apiKey(key))) {
            assertLetIn(api, HOST, new RulesFile().identity("id", "api-key").with("api-key", key));
        }
    }

    @Test
    void cognitoUserPools() throws IOException {
        UserPool pool = UserPool.builder(POOL)
                .user("svc", ledger.record(PASSWORD))
                .client(CLIENT)
                .build();
        try (CognitoServer cognito = CognitoServer.start(pool, Clock.systemUTC(), ledger);
                ApiServer api = ApiServer.requiring(Requirement.bareToken(cognito.issuer(), "access", CLIENT))) {
            assertLetIn(
                    api,
                    HOST,
                    new RulesFile()
                            .identity("id", "cognito-user")
                            .with("user-pool-id", POOL)
                            .with("client-id", CLIENT)
                            .with("username", "svc")
                            .with("password", PASSWORD)
                            .with("endpoint", cognito.endpoint()));
        }
    }

    @Test
    void openIdConnect() throws IOException {
        String token = ledger.record("eyJhbGciOiJub25lIn0.e30.appsync-oidc");
        Path file = Files.writeString(folder.resolve("token"), token);
        try (ApiServer api = ApiServer.requiring(Requirement.header("Authorization", token))) {
            assertLetIn(api, HOST, new RulesFile().identity("id", "token").with("file", file));
        }
    }

    @Test
    void lambdaTakesItsTokenVerbatim() throws IOException {
        String token = ledger.record("custom token, with blanks = and / 77");
        try (ApiServer api = ApiServer.requiring(Requirement.header("Authorization", token))) {
            assertLetIn(api, HOST, new RulesFile().identity("id", "token").with("value", token));
        }
    }

    @Test
    void iam() throws IOException {
        SigV4Verifier verifier = SigV4Verifier.of(ACCOUNT, "appsync", "eu-central-1", Clock.systemUTC());
        try (ApiServer api = ApiServer.requiring(Requirement.signature(verifier))) {
            assertLetIn(api, HOST, keys());
        }
    }

    @Test
    void aCustomDomainSignsForTheRegionOfTheEnvironment() throws IOException {
        SigV4Verifier verifier = SigV4Verifier.of(ACCOUNT, "appsync", "sa-east-1", Clock.systemUTC());
        try (ApiServer api = ApiServer.requiring(Requirement.signature(verifier))) {
            assertLetIn(api, CUSTOM, keys());
        }
    }

    @Test
    void aCustomDomainTakesAToken() throws IOException {
        String token = ledger.record("eyJhbGciOiJub25lIn0.e30.appsync-custom");
        try (ApiServer api = ApiServer.requiring(Requirement.header("Authorization", token))) {
            assertLetIn(api, CUSTOM, new RulesFile().identity("id", "token").with("value", token));
        }
    }

    private RulesFile keys() {
        return new RulesFile()
                .identity("id", "aws")
                .with("access-key-id", ACCOUNT.accessKeyId())
                .with("secret-access-key", ledger.record(ACCOUNT.secretAccessKey()));
    }

    private void assertLetIn(ApiServer api, String host, RulesFile identity) throws IOException {
        RulesFile rules = identity.rule("api", host + ":" + api.port(), "id").with("allow-plain-http", "true");
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n127.0.0.1 " + host + "\n");
        try (AppUnderTest app = AppUnderTest.with(Applications.OKHTTP_5, Jdk.running())
                .agent((host.equals(CUSTOM) ? rules.with("auth", "appsync") : rules).write(folder))
                .option("-Djdk.net.hosts.file=" + hosts)
                .variable("AWS_DEFAULT_REGION", "sa-east-1")
                .start()) {
            Outcome seen = app.send("POST", api.at(host, "/graphql"), QUERY, "Content-Type: application/json");
            assertThat(api.refusals()).isEmpty();
            assertThat(seen).isEqualTo(Outcome.answer(200, QUERY));
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }
}
