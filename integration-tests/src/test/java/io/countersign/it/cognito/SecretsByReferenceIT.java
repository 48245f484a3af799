package io.countersign.it.cognito;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.VaultServer;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Each kind of reference through the shipped jar, and a password that is rotated where it leads. */
final class SecretsByReferenceIT {

    private static final String NEW_PASSWORD = "Rotated battery 4!";
    private static final String SECRET = "{\"username\":\"" + Site.USER + "\",\"password\":\"" + Site.PASSWORD + "\"}";

    private final Clock clock = Clock.systemUTC();
    private final Vault vault = new Vault();
    private final Sites sites = new Sites();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        sites.close();
        vault.close();
    }

    @Test
    void eachKindOfReferenceLogsIn() throws IOException {
        Files.writeString(folder.resolve("password"), Site.PASSWORD + "\n");
        vault.server
                .secret("orders", SECRET)
                .secret("plain", Site.PASSWORD)
                .parameter("/orders/password", Site.PASSWORD)
                .openParameter("/orders/client", Site.CLIENT);
        add("environment", "${env:ORDERS_PASSWORD}");
        add("property", "${sys:orders.password}");
        add("file", "${file:password}");
        add("secret", "${secretsmanager:orders#password}").with("username", "${secretsmanager:orders#username}");
        add("plain", "${secretsmanager:plain}");
        add("parameter", "${ssm:/orders/password}").with("client-id", "${ssm:/orders/client}");
        add("default", "${ssm:/absent:-" + Site.PASSWORD + "}");
        try (AppUnderTest app = start()) {
            for (String name : List.of("environment", "property", "file", "secret", "plain", "parameter", "default")) {
                sites.named(name).assertLetsIn(app);
            }
            assertThat(vault.server.refusals()).isEmpty();
            assertThat(vault.server.calls(VaultServer.SECRET)).isEqualTo(2);
            assertThat(vault.server.calls(VaultServer.PARAMETER)).isEqualTo(3);
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    @Test
    void keysOfOtherIdentitiesComeFromVaultsToo() throws IOException {
        String key = "vaulted-api-key-7711";
        String token = "vaulted-token-8822";
        SigV4Verifier.Account signer = new SigV4Verifier.Account("AKIAVAULTED", "vaulted/secret/9933", "");
        vault.server.secret("key", key).parameter("/token", token).secret("signer", signer.secretAccessKey());
        SigV4Verifier verifier = SigV4Verifier.of(signer, "execute-api", "eu-west-1", clock);
        try (ApiServer keyed = ApiServer.requiring(Requirement.apiKey(key));
                ApiServer bearer = ApiServer.requiring(Requirement.header("Authorization", "Bearer " + token));
                ApiServer signed = ApiServer.requiring(Requirement.signature(verifier))) {
            RulesFile rules = vault.describe(new RulesFile())
                    .identity("k", "api-key")
                    .with("api-key", "${secretsmanager:key}")
                    .rule("keyed", Site.authority(keyed), "k")
                    .identity("t", "token")
                    .with("value", "${ssm:/token}")
                    .rule("bearer", Site.authority(bearer), "t")
                    .identity("s", "aws")
                    .with("access-key-id", signer.accessKeyId())
                    .with("secret-access-key", "${secretsmanager:signer}")
                    .rule("signed", Site.authority(signed), "s")
                    .with("service", "execute-api")
                    .with("region", "eu-west-1");
            try (AppUnderTest app = Vault.letIn(Sites.app(rules.write(folder))).start()) {
                for (ApiServer api : List.of(keyed, bearer, signed)) {
                    assertThat(app.send("GET", api.at("/echo"))).isEqualTo(Outcome.answer(200, new byte[0]));
                    assertThat(api.refusals()).isEmpty();
                }
                assertThat(app.endAndGetErrors()).isEmpty();
            }
        }
    }

    @Test
    void aPasswordThatWasRotatedHealsWithinTheRequestThatFindsItWrong() throws IOException {
        vault.server.secret("orders", SECRET).parameter("/orders/password", Site.PASSWORD);
        Path file = Files.writeString(folder.resolve("password"), Site.PASSWORD);
        List<Site> all = List.of(
                add("secret", "${secretsmanager:orders#password}"),
                add("parameter", "${ssm:/orders/password}"),
                add("file", "${file:password}"));
        try (AppUnderTest app = start()) {
            all.forEach(site -> site.assertLetsIn(app));
            vault.server
                    .secret("orders", SECRET.replace(Site.PASSWORD, NEW_PASSWORD))
                    .parameter("/orders/password", NEW_PASSWORD);
            Files.writeString(file, RunLogs.ledger().record(NEW_PASSWORD));
            for (Site site : all) {
                site.cognito.account(Site.USER).changePassword(NEW_PASSWORD);
                site.cognito.revokeRefreshTokens();

                site.assertRenews(app);

                assertThat(site.cognito.account(Site.USER).wrongPasswords()).isLessThanOrEqualTo(1);
            }
            assertThat(app.endAndGetErrors()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsTriedOnceUntilItIsCorrectedWhereItStands() throws IOException {
        Path file =
                Files.writeString(folder.resolve("password"), RunLogs.ledger().record("not-the-password"));
        Site site = add("orders", "${file:password}");
        try (AppUnderTest app = start()) {
            for (int i = 0; i < 5; i++) {
                assertThat(site.send(app).message())
                        .contains("Countersign: orders: ", "NotAuthorizedException: Incorrect username or password.");
            }
            Instant later = clock.instant().plusMillis(2_500);
            while (clock.instant().isBefore(later)) {
                assertThat(site.send(app).status()).isNotEqualTo("200");
            }
            assertThat(site.cognito.account(Site.USER).wrongPasswords()).isEqualTo(1);

            Files.writeString(file, Site.PASSWORD);

            site.awaitLetIn(app);
            assertThat(site.cognito.account(Site.USER).wrongPasswords()).isEqualTo(1);
            assertThat(app.endAndGetErrors()).hasSize(1);
        }
    }

    @Test
    void whatIsWrongIsSaidInOneLineWithIdentityReferenceAndRemedy() throws IOException {
        vault.server
                .secret("denied", Site.PASSWORD)
                .secret("text", Site.PASSWORD)
                .deny("denied");
        add("absent", "${secretsmanager:absent#password}");
        add("denied", "${secretsmanager:denied}");
        add("text", "${secretsmanager:text#password}");
        add("parameter", "${ssm:/absent}");
        try (AppUnderTest app = start()) {
            assertSaid(
                    app,
                    "absent",
                    "absent: ${secretsmanager:absent#password} cannot be resolved: there is no such secret in the region and"
                            + " account that are asked, or it has no key 'password'; correct the reference or"
                            + " secrets.region, create it, or give it a default: ${secretsmanager:absent#password:-…}");
            assertSaid(
                    app,
                    "denied",
                    "denied: ${secretsmanager:denied} cannot be resolved: AWS Secrets Manager in eu-central-1 says"
                            + " AccessDeniedException: User: arn:aws:iam::123456789012:user/orders is not authorized to"
                            + " perform: secretsmanager:GetSecretValue on resource: denied; allow this JVM's AWS"
                            + " credentials secretsmanager:GetSecretValue, and kms:Decrypt for a key of your own");
            assertSaid(
                    app,
                    "text",
                    "text: ${secretsmanager:text#password} cannot be resolved: the secret is no JSON object, so it has no"
                            + " key 'password'; leave #password out for the secret as a whole, or store a JSON object");
            assertSaid(
                    app,
                    "parameter",
                    "parameter: ${ssm:/absent} cannot be resolved: there is no such parameter in the region and account"
                            + " that are asked; correct the reference or secrets.region, create it, or give it a default:"
                            + " ${ssm:/absent:-…}");
            assertThat(app.endAndGetErrors()).hasSize(4);
        }
    }

    @Test
    void withoutCredentialsForTheVaultTheRemedySaysWhereTheyCouldBe() throws IOException {
        add("orders", "${ssm:/orders/password}");
        Path rules = vault.describe(sites.rules()).write(folder);
        try (AppUnderTest app =
                Sites.app(rules).variable("AWS_EC2_METADATA_DISABLED", "true").start()) {
            assertThat(sites.named("orders").send(app).message())
                    .startsWith(
                            "Countersign: orders: ${ssm:/orders/password} cannot be resolved: AWS Systems Manager in"
                                    + " eu-central-1 needs AWS credentials: ")
                    .endsWith(
                            "; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or secrets.profile, or give the machine a"
                                    + " role");
        }
    }

    private void assertSaid(AppUnderTest app, String name, String message) {
        // The application's output may lack the ellipsis, whose letters no JVM without a locale can print.
        assertThat(sites.named(name).send(app).message().replace('?', '…')).isEqualTo("Countersign: " + message);
    }

    private Site add(String name, String password) {
        return sites.add(Site.of(name).with("password", password));
    }

    /** Without reading rules again: identities look for their secrets themselves. */
    private AppUnderTest start() throws IOException {
        Path rules = vault.describe(sites.rules()).global("reload", "off").write(folder);
        return Vault.letIn(Sites.app(rules))
                .variable("ORDERS_PASSWORD", Site.PASSWORD)
                .option("-Dorders.password=" + Site.PASSWORD)
                .start();
    }
}
