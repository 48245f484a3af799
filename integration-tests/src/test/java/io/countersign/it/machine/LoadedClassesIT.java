package io.countersign.it.machine;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.AwsSessions;
import io.countersign.counterpart.CognitoServer;
import io.countersign.counterpart.OAuthServer;
import io.countersign.counterpart.OAuthServer.RegisteredClient;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier.Account;
import io.countersign.counterpart.UserPool;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A JVM loads what its rules use: no library of an identity that they do not have. */
final class LoadedClassesIT {

    private static final String SDK = "software.amazon.awssdk.";
    private static final Pattern ROOM = Pattern.compile(
            "\\] ((?:software\\.amazon\\.awssdk\\.(?:services\\.)?|com\\.fasterxml\\.|io\\.countersign\\.)[a-z0-9]+)\\.");

    private final SecretLedger ledger = RunLogs.ledger();

    @TempDir
    private Path folder;

    @Test
    void anApiKeyNeedsNoLibrary() throws IOException {
        String key = ledger.record("loaded-classes-key-77");
        try (ApiServer api = ApiServer.requiring(Requirement.apiKey(key))) {
            RulesFile rules = new RulesFile()
                    .identity("key", "api-key")
                    .with("api-key", key)
                    .rule("api", Machine.authority(api), "key");

            assertThat(rooms(rules, api))
                    .contains("io.countersign.token")
                    .doesNotContain(
                            "io.countersign.aws",
                            "io.countersign.cognito",
                            "io.countersign.oauth",
                            "io.countersign.http",
                            "io.countersign.jwks")
                    .noneMatch(room -> room.startsWith(SDK) || room.startsWith("com.fasterxml."));
        }
    }

    @Test
    void aCommandNeedsNothingOfTheSdk() throws IOException {
        String token = ledger.record("loaded-classes-token-78");
        try (ApiServer api = ApiServer.requiring(Requirement.header("Authorization", "Bearer " + token))) {
            RulesFile rules = new RulesFile()
                    .identity("printed", "token")
                    .with("command", "/bin/echo " + token)
                    .with("timeout", "20s")
                    .rule("api", Machine.authority(api), "printed");

            assertThat(rooms(rules, api))
                    .doesNotContain("io.countersign.aws", "io.countersign.cognito", "io.countersign.oauth")
                    .noneMatch(room -> room.startsWith(SDK));
        }
    }

    @Test
    void clientCredentialsNeedNoServiceOfAws() throws IOException {
        RegisteredClient client = new RegisteredClient("orders", "loaded-s3cret-79", false, List.of(), "");
        try (OAuthServer issuer = OAuthServer.start(client, ledger);
                ApiServer api = ApiServer.requiring(issuer.requirement("", ""))) {
            RulesFile rules = new RulesFile()
                    .identity("partner", "client-credentials")
                    .with("token-url", issuer.tokenUrl())
                    .with("client-id", client.id())
                    .with("client-secret", client.secret())
                    .with("timeout", "20s")
                    .rule("api", Machine.authority(api), "partner");

            assertThat(rooms(rules, api))
                    .contains("io.countersign.oauth", SDK + "http")
                    .doesNotContain("io.countersign.aws", "io.countersign.cognito")
                    .noneMatch(room -> room.startsWith(SDK + "services."));
        }
    }

    @Test
    void givenKeysNeedNothingOfTheSdk() throws IOException {
        AwsSessions sessions = new AwsSessions(Clock.systemUTC(), ledger);
        Account alice = sessions.user("alice");
        try (ApiServer api = ApiServer.requiring(sessions.signedBy("alice", "execute-api", "eu-central-1"))) {
            RulesFile rules = new RulesFile()
                    .identity("keys", "aws")
                    .with("access-key-id", alice.accessKeyId())
                    .with("secret-access-key", alice.secretAccessKey())
                    .rule("api", Machine.authority(api), "keys")
                    .with("service", "execute-api")
                    .with("region", "eu-central-1");

            assertThat(rooms(rules, api))
                    .contains("io.countersign.sigv4")
                    .doesNotContain("io.countersign.cognito", "io.countersign.oauth")
                    .noneMatch(room -> room.startsWith(SDK));
        }
    }

    @Test
    void aUserNeedsNoOtherServiceThanUserPools() throws IOException {
        UserPool pool = UserPool.builder("eu-central-1_Ab12Cd34E")
                .user("svc", ledger.record("Loaded classes 80!"))
                .client("1example")
                .build();
        try (CognitoServer cognito = CognitoServer.start(pool, Clock.systemUTC(), ledger);
                ApiServer api = ApiServer.requiring(Requirement.bearer(cognito.issuer(), "access", "1example"))) {
            RulesFile rules = new RulesFile()
                    .identity("user", "cognito-user")
                    .with("user-pool-id", pool.id())
                    .with("client-id", "1example")
                    .with("username", "svc")
                    .with("password", "Loaded classes 80!")
                    .with("endpoint", cognito.endpoint())
                    .with("timeout", "20s")
                    .rule("api", Machine.authority(api), "user");

            assertThat(rooms(rules, api).stream().filter(room -> room.startsWith(SDK + "services.")))
                    .containsExactly(SDK + "services.cognitoidentityprovider");
        }
    }

    /**
     * The packages, down to where they tell services and rooms apart, of all classes that the JVM loads for one request. One
     * interface of a room is what the engine is made with, and says nothing.
     */
    private Set<String> rooms(RulesFile rules, ApiServer api) throws IOException {
        Path log = folder.resolve("classes");
        Machine.with(rules, folder)
                .option("-Xlog:class+load=info:file=" + log + ":tags")
                .assertLetIn(api);
        return Files.readAllLines(log).stream()
                .filter(line -> !line.contains(" io.countersign.cognito.Waiting "))
                .map(ROOM::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
