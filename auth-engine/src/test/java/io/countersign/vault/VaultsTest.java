package io.countersign.vault;

import io.countersign.aws.ConfiguredRegion;
import io.countersign.counterpart.Reply;
import io.countersign.counterpart.SecretLedger;
import io.countersign.counterpart.SigV4Verifier;
import io.countersign.counterpart.VaultServer;
import io.countersign.secret.FakeEnvironment;
import io.countersign.secret.UnresolvedException;
import io.countersign.secret.Vault;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkGlobalTime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What vaults give, and every way in which they fail to: the message names the reference and the remedy, never a value. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class VaultsTest {

    private static final String REGION = "eu-central-1";
    private static final String HIDDEN = "vault-s3cret";
    private static final SigV4Verifier.Account ACCOUNT =
            new SigV4Verifier.Account("AKIAVAULTS", "vaults/secret+access+key/5", "vaults-session");

    private final VaultServer server = VaultServer.start(ACCOUNT, REGION, Clock.systemUTC(), SecretLedger.discarding());
    private final Map<String, @Nullable String> before = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void cutOff() {
        SdkGlobalTime.setGlobalTimeOffset(0); // other tests let the SDK learn that the clock is wrong
        set("aws.accessKeyId", ACCOUNT.accessKeyId());
        set("aws.secretAccessKey", ACCOUNT.secretAccessKey());
        set("aws.sessionToken", ACCOUNT.sessionToken());
        set("aws.disableEc2Metadata", "true");
        set("aws.configFile", folder.resolve("config").toString());
        set("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
    }

    @AfterEach
    void reconnect() {
        server.close();
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "o, plain",
        "j#password, vault-s3cret",
        "j#port, 5432",
        "j#tls, true",
        "arn:aws:secretsmanager:eu-central-1:1:secret:o-a1, arn"
    })
    void aSecretOrAKeyOfItIsRead(String name, String expected) {
        server.secret("o", "plain")
                .secret("arn:aws:secretsmanager:eu-central-1:1:secret:o-a1", "arn")
                .secret(
                        "j",
                        "{\"nested\":{\"password\":\"not this\"},\"password\":\"" + HIDDEN
                                + "\",\"port\":5432,\"tls\":true,\"none\":null}");

        assertThat(secrets().read(name)).isEqualTo(expected);
        assertThat(server.refusals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"absent", "absent#key", "j#absent", "j#none"})
    void whatIsNotThereIsNothing(String name) {
        server.secret("j", "{\"a\":\"b\",\"none\":null}");

        assertThat(secrets().read(name)).isNull();
    }

    @Test
    void aParameterIsReadDecrypted() {
        server.parameter("/orders/password", HIDDEN);

        assertThat(parameters().read("/orders/password")).isEqualTo(HIDDEN);
        assertThat(parameters().read("/absent")).isNull();
        assertThat(server.refusals()).isEmpty();
    }

    @Test
    void anArnNamesItsOwnRegion() {
        server.secret("arn:aws:secretsmanager:" + REGION + ":1:secret:o", HIDDEN);
        Vault elsewhere = SecretsManagerVault.of(access().withRegion("us-west-2"), server.endpoint());

        assertThat(elsewhere.read("arn:aws:secretsmanager:" + REGION + ":1:secret:o"))
                .isEqualTo(HIDDEN);
    }

    @Test
    void aProfileHasCredentialsOfItsOwn() throws Exception {
        Files.writeString(folder.resolve("credentials"), """
                [vaults]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                aws_session_token = %s
                """.formatted(
                        ACCOUNT.accessKeyId(), ACCOUNT.secretAccessKey(), ACCOUNT.sessionToken()));
        for (String name : new String[] {"aws.accessKeyId", "aws.secretAccessKey", "aws.sessionToken"}) {
            System.clearProperty(name);
        }
        server.parameter("p", HIDDEN);

        assertThat(ParameterStoreVault.of(access().withProfile("vaults"), server.endpoint())
                        .read("p"))
                .isEqualTo(HIDDEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text#key | ${secretsmanager:text#key} cannot be resolved: the secret is no JSON object, so it has no key"
                        + " 'key'; leave #key out for the secret as a whole, or store a JSON object",
                "list#key | ${secretsmanager:list#key} cannot be resolved: the secret is no JSON object, so it has no key"
                        + " 'key'; leave #key out for the secret as a whole, or store a JSON object",
                "cut#key | ${secretsmanager:cut#key} cannot be resolved: the secret is no JSON object, so it has no key"
                        + " 'key'; leave #key out for the secret as a whole, or store a JSON object",
                "deep#key | ${secretsmanager:deep#key} cannot be resolved: the key 'key' of the secret holds an object or"
                        + " a list; name a key that holds a text",
                "bytes | ${secretsmanager:bytes} cannot be resolved: the secret is binary; store it as a text"
                        + " (SecretString)",
                "mine | ${secretsmanager:mine} cannot be resolved: AWS Secrets Manager in eu-central-1 says"
                        + " AccessDeniedException: User: arn:aws:iam::123456789012:user/orders is not authorized to perform:"
                        + " secretsmanager:GetSecretValue on resource: mine; allow this JVM's AWS credentials"
                        + " secretsmanager:GetSecretValue, and kms:Decrypt for a key of your own",
            })
    void whatIsOfNoUseIsNamedWithARemedy(String name, String message) {
        server.secret("text", HIDDEN)
                .secret("list", "[\"" + HIDDEN + "\"]")
                .secret("cut", "{\"password\":\"" + HIDDEN)
                .secret("deep", "{\"key\":{\"password\":\"" + HIDDEN + "\"}}")
                .secret("mine", HIDDEN)
                .binarySecret("bytes", new byte[] {1, 2});
        server.deny("mine");

        assertThat(failure(secrets(), name)).hasMessage(message);
        assertThat(failure(secrets(), name).mayPass()).isFalse();
    }

    @Test
    void wrongCredentialsAreNamed() {
        set("aws.secretAccessKey", "another");
        UnresolvedException failure = failure(parameters(), "p");

        assertThat(failure)
                .hasMessageStartingWith("${ssm:p} cannot be resolved: AWS Systems Manager in eu-central-1 says"
                        + " InvalidSignatureException: ")
                .hasMessageEndingWith(
                        "; correct this JVM's AWS credentials, and make sure that this host's clock is right");
        assertThat(failure.mayPass()).isFalse();
    }

    @Test
    void aClockThatIsWrongIsAllowedFor() {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        try (VaultServer elsewhen = VaultServer.start(ACCOUNT, REGION, ahead, SecretLedger.discarding())) {
            elsewhen.parameter("p", HIDDEN);

            assertThat(ParameterStoreVault.of(access(), elsewhen.endpoint()).read("p"))
                    .isEqualTo(HIDDEN);
            assertThat(elsewhen.refusals()).hasSize(1);
        } finally {
            SdkGlobalTime.setGlobalTimeOffset(0);
        }
    }

    @Test
    void missingCredentialsAreNamed() {
        for (String name : new String[] {"aws.accessKeyId", "aws.secretAccessKey", "aws.sessionToken"}) {
            System.clearProperty(name);
        }
        UnresolvedException failure = failure(parameters(), "p");

        assertThat(failure)
                .hasMessageStartingWith(
                        "${ssm:p} cannot be resolved: AWS Systems Manager in eu-central-1 needs AWS" + " credentials: ")
                .hasMessageEndingWith(
                        "; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or secrets.profile, or give the"
                                + " machine a role");
    }

    @Test
    void aMissingRegionIsNamed() {
        ConfiguredRegion nowhere = ConfiguredRegion.of(new FakeEnvironment(), () -> null);
        Vault vault = ParameterStoreVault.of(VaultAccess.of(Duration.ofSeconds(20), nowhere), server.endpoint());

        assertThat(failure(vault, "p"))
                .hasMessage(
                        "${ssm:p} cannot be resolved: no AWS region is set; set secrets.region or AWS_REGION (looked in"
                                + " secrets.region, aws.region, AWS_REGION, AWS_DEFAULT_REGION and the AWS profile)");
    }

    @Test
    void throttlingMayPass() {
        server.faults().always(Reply.of(400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}"));
        UnresolvedException failure = failure(parameters(), "p");

        assertThat(failure).hasMessageEndingWith("ThrottlingException: Rate exceeded; it is tried again");
        assertThat(failure.mayPass()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Reply.Failure.class)
    void aServerThatGivesNoAnswerIsSaidSoAndMayPass(Reply.Failure fault) {
        server.secret("o", HIDDEN).faults().always(fault);
        VaultAccess hasty = access(Duration.ofMillis(700));
        UnresolvedException failure = failure(SecretsManagerVault.of(hasty, server.endpoint()), "o");

        assertThat(failure)
                .hasMessageStartingWith("${secretsmanager:o} cannot be resolved: AWS Secrets Manager in eu-central-1 ")
                .hasMessageContaining("; check network, proxy and endpoint");
        assertThat(failure.mayPass()).isTrue();
    }

    @Test
    void anAnswerThatIsNoneIsSaidSo() {
        server.faults().always(Reply.of(200, "<html>" + HIDDEN + "</html>"));

        assertThat(failure(secrets(), "o")).hasMessageContaining("; check network, proxy and endpoint");
    }

    @Test
    void nobodyThereIsSaidSo() {
        URI gone = server.endpoint();
        server.close();
        UnresolvedException failure = failure(SecretsManagerVault.of(access(), gone), "o");

        assertThat(failure).hasMessageContaining("cannot be reached: ").hasMessageContaining("Connection refused");
        assertThat(failure.mayPass()).isTrue();
    }

    private static UnresolvedException failure(Vault vault, String name) {
        UnresolvedException failure = catchThrowableOfType(UnresolvedException.class, () -> vault.read(name));
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain(HIDDEN).doesNotContain("\n");
        return failure;
    }

    private Vault secrets() {
        return SecretsManagerVault.of(access(), server.endpoint());
    }

    private Vault parameters() {
        return ParameterStoreVault.of(access(), server.endpoint());
    }

    private static VaultAccess access() {
        return access(Duration.ofSeconds(20));
    }

    private static VaultAccess access(Duration timeout) {
        return VaultAccess.of(timeout, ConfiguredRegion.of(new FakeEnvironment(), () -> null))
                .withRegion(REGION);
    }

    private void set(String name, String value) {
        before.putIfAbsent(name, System.getProperty(name));
        System.setProperty(name, value);
    }
}
