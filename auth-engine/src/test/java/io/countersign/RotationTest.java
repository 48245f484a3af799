package io.countersign;

import io.countersign.counterpart.VaultServer;
import io.countersign.request.Authorization;
import io.countersign.request.FakeResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import static io.countersign.RotationRig.NEW_PASSWORD;
import static io.countersign.RotationRig.PASSWORD;
import static io.countersign.RotationRig.USER;
import static io.countersign.RotationRig.authorized;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A password that is rotated where a reference leads heals without a restart, and costs no attempt too many. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
final class RotationTest {

    private static final String LOG_IN = "InitiateAuth";

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private RotationRig rig;

    @BeforeEach
    void start() {
        rig = new RotationRig(folder);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aSecretIsFetchedWhenItIsFirstNeededAndNotBefore() throws Exception {
        rig.vault.secret("orders", "{\"username\":\"" + USER + "\",\"password\":\"" + PASSWORD + "\"}");
        AuthEngine engine = rig.engine("${secretsmanager:orders#password}");
        assertThat(rig.vault.calls(VaultServer.SECRET)).isZero();

        assertThat(authorized(engine)).startsWith("Bearer ");
        authorized(engine);

        assertThat(rig.vault.refusals()).isEmpty();
        assertThat(rig.vault.calls(VaultServer.SECRET)).isEqualTo(1);
        assertThat(rig.cognito.calls(LOG_IN)).isEqualTo(1);
    }

    @Test
    void severalReferencesToOneSecretFetchItOnce() throws Exception {
        rig.vault.secret("orders", "{\"username\":\"" + USER + "\",\"password\":\"" + PASSWORD + "\"}");
        AuthEngine engine = rig.engine(
                "${secretsmanager:orders#password}",
                "identity.orders.client-metadata.who = ${secretsmanager:orders#username}");

        authorized(engine);

        assertThat(rig.vault.calls(VaultServer.SECRET)).isEqualTo(1);
        assertThat(rig.cognito.lastInput(LOG_IN).at("/ClientMetadata/who").asText())
                .isEqualTo(USER);
    }

    @Test
    void aParameterIsDecrypted() throws Exception {
        rig.vault.parameter("/orders/password", PASSWORD);

        assertThat(authorized(rig.engine("${ssm:/orders/password}"))).startsWith("Bearer ");

        assertThat(rig.vault.refusals()).isEmpty();
    }

    @Test
    void aRotatedSecretIsFetchedWhenTheLogInFailsAndTriedOnce() throws Exception {
        rig.vault.parameter("p", PASSWORD);
        AuthEngine engine = rig.engine("${ssm:p}", "secrets.refresh = 600m");
        authorized(engine);
        rotate();
        rig.vault.parameter("p", NEW_PASSWORD);

        logInAnew();

        assertThat(authorized(engine)).startsWith("Bearer ");
        assertThat(rig.cognito.account(USER).wrongPasswords()).isEqualTo(1);
    }

    @Test
    void anUnchangedSecretIsNotTriedAgainUntilItChanges() throws Exception {
        rig.vault.parameter("p", "wrong");
        AuthEngine engine = rig.engine("${ssm:p}");
        assertFails(engine);
        rig.clock.advance(Duration.ofMinutes(1));
        assertFails(engine);
        rig.clock.advance(Duration.ofMinutes(1));
        assertFails(engine);
        assertThat(rig.cognito.account(USER).wrongPasswords()).isEqualTo(1);

        rig.vault.parameter("p", PASSWORD);
        rig.clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> authorized(engine)).isNotNull(); // it is looked at in the background

        assertThat(authorized(engine)).startsWith("Bearer ");
        assertThat(rig.cognito.account(USER).wrongPasswords()).isEqualTo(1);
    }

    @Test
    void aFileThatChangesHealsWithTheNextRequest() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "wrong\n");
        AuthEngine engine = rig.engine("${file:password}");
        assertFails(engine);
        assertFails(engine);
        rig.clock.advance(Duration.ofSeconds(2));
        assertFails(engine);

        Files.writeString(file, PASSWORD + "\n");
        rig.clock.advance(Duration.ofSeconds(2));

        assertThat(authorized(engine)).startsWith("Bearer ");
        assertThat(rig.cognito.account(USER).wrongPasswords()).isEqualTo(1);
    }

    @Test
    void aFileThatIsRemovedAfterItWasReadDoesNoHarm() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        AuthEngine engine = rig.engine("${file:password}");
        Files.delete(file);

        assertThat(authorized(engine)).startsWith("Bearer ");
    }

    @Test
    void anOldValueIsFetchedAnewBeforeItIsUsedForALogIn() throws Exception {
        rig.vault.parameter("p", PASSWORD);
        AuthEngine engine = rig.engine("${ssm:p}", "secrets.refresh = 30m");
        authorized(engine);
        rotate();
        rig.vault.parameter("p", NEW_PASSWORD);

        logInAnew();

        assertThat(authorized(engine)).startsWith("Bearer ");
        assertThat(rig.cognito.account(USER).wrongPasswords()).isZero();
    }

    @Test
    void aVaultThatIsDownLaterChangesNothing() throws Exception {
        rig.vault.parameter("p", PASSWORD);
        AuthEngine engine = rig.engine("${ssm:p}", "secrets.refresh = 30m");
        authorized(engine);
        rig.vault.close();

        logInAnew();

        assertThat(authorized(engine)).startsWith("Bearer ");
    }

    @Test
    void aSecretThatIsMissingIsNamedWithIdentityReferenceAndRemedyAndHealsWhenItComes() throws Exception {
        AuthEngine engine = rig.engine("${secretsmanager:orders#password}");
        assertThatThrownBy(() -> authorized(engine))
                .hasMessage(
                        "orders: ${secretsmanager:orders#password} cannot be resolved: there is no such secret in the"
                                + " region and account that are asked, or it has no key 'password'; correct the reference or"
                                + " secrets.region, create it, or give it a default: ${secretsmanager:orders#password:-…}");
        assertThat(rig.cognito.calls()).isEmpty();

        rig.vault.secret("orders", "{\"password\":\"" + PASSWORD + "\"}");
        rig.clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> authorized(engine)).isNotNull(); // it is looked at in the background

        assertThat(authorized(engine)).startsWith("Bearer ");
    }

    @Test
    void anotherUserNameIsAnotherAccountWhoseTokensAreItsOwn() throws Exception {
        rig.vault.parameter("who", USER).parameter("p", PASSWORD);
        AuthEngine engine =
                rig.engine("${ssm:p}", "identity.orders.client-metadata.who = ${ssm:who}", "secrets.refresh = 1s");
        authorized(engine);
        rig.vault.parameter("who", "another");
        rig.clock.advance(Duration.ofMinutes(61));

        authorized(engine);

        assertThat(rig.cognito.calls(LOG_IN)).isEqualTo(2);
        assertThat(rig.cognito.calls("GetTokensFromRefreshToken")).isZero();
    }

    @Test
    void anApiKeyIsRenewedWhenItIsRefusedAndWhenItIsOld() throws Exception {
        rig.vault.secret("key", "one");
        AuthEngine engine = rig.engineOf("""
                identity.k.type = api-key
                identity.k.api-key = ${secretsmanager:key}
                secrets.region = eu-central-1
                secrets.secretsmanager-endpoint = %s
                secrets.timeout = 20s
                rule.k.hosts = api.example.com
                rule.k.identity = k
                """.formatted(rig.vault.endpoint()));
        Authorization first = engine.authorize(new Hop("https://api.example.com/"));
        assertThat(first).isNotNull();
        assertThat(first.renew(FakeResponse.of(401))).isFalse();

        rig.vault.secret("key", "two");
        assertThat(authorized(engine)).isEqualTo("one");
        assertThat(first.renew(FakeResponse.of(401))).isTrue();
        assertThat(authorized(engine)).isEqualTo("two");

        rig.vault.secret("key", "three");
        rig.clock.advance(Duration.ofMinutes(61));
        assertThat(authorized(engine)).isEqualTo("three");
    }

    @Test
    void accessKeysAreReadBeforeTheFirstSignatureAndRenewedWhenAwsRefusesThem() throws Exception {
        rig.vault.secret("keys", "{\"id\":\"AKIDONE\",\"key\":\"k1\"}");
        AuthEngine engine = rig.engineOf("""
                identity.s.type = aws
                identity.s.access-key-id = ${secretsmanager:keys#id}
                identity.s.secret-access-key = ${secretsmanager:keys#key}
                secrets.region = eu-central-1
                secrets.secretsmanager-endpoint = %s
                secrets.timeout = 20s
                rule.s.hosts = api.example.com
                rule.s.identity = s
                rule.s.service = execute-api
                rule.s.region = eu-west-1
                """.formatted(rig.vault.endpoint()));
        Hop hop = new Hop("https://api.example.com/");
        Authorization authorization = engine.authorize(hop);
        assertThat(hop.header("Authorization")).contains("Credential=AKIDONE/");
        assertThat(authorization).isNotNull();

        rig.vault.secret("keys", "{\"id\":\"AKIDTWO\",\"key\":\"k2\"}");
        boolean renewed =
                authorization.renew(new FakeResponse(403, Map.of("x-amzn-errortype", "UnrecognizedClientException")));

        assertThat(renewed).isTrue();
        Hop again = new Hop("https://api.example.com/");
        engine.authorize(again);
        assertThat(again.header("Authorization")).contains("Credential=AKIDTWO/");
    }

    private void rotate() {
        rig.cognito.account(USER).changePassword(NEW_PASSWORD);
    }

    /** The next request finds neither a token nor a refresh token that is good. */
    private void logInAnew() {
        rig.cognito.revokeRefreshTokens();
        rig.clock.advance(Duration.ofMinutes(61));
    }

    private static void assertFails(AuthEngine engine) {
        assertThatThrownBy(() -> authorized(engine)).hasMessageContaining("Incorrect username or password");
    }
}
