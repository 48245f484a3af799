package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import io.countersign.secret.References;
import io.countersign.secret.Secret;
import java.io.File;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Identities whose values stand in files and vaults. */
final class ReferencedTest {

    private static final String USER = """
            identity.u.type = cognito-user
            identity.u.user-pool-id = us-east-1_Ab12Cd34E
            identity.u.client-id = ${ssm:/client}
            identity.u.username = ${secretsmanager:user#name}
            identity.u.password = ${secretsmanager:user#password}
            identity.u.client-secret = ${file:secret}
            identity.u.client-metadata.who = plain
            rule.r.hosts = a.example.com
            rule.r.identity = u
            """;

    private final FakeEnvironment environment = new FakeEnvironment().withFile("/etc/app/secret", "first\n");

    @Test
    void whatVaultsHoldIsMissingUntilTheyAreAskedAndWhatFilesHoldIsNot() throws RulesException {
        IdentitySettings user = identity(USER);

        assertThat(user.isReferenced()).isTrue();
        assertThat(user.leadsOut()).isTrue();
        assertThat(user.optionalText("username")).isNull();
        assertThat(user.optionalSecret("password")).isNull();
        assertThat(user.secret("client-secret")).isEqualTo(Secret.of("first"));
    }

    @Test
    void resolvedItHasAllValuesAsTheyAreThen() throws RulesException {
        IdentitySettings user = identity(USER);
        environment.withFile("/etc/app/secret", "second\n");
        IdentitySettings resolved = user.resolved(references("one"));

        assertThat(resolved.text("client-id")).isEqualTo("one of /client");
        assertThat(resolved.text("username")).isEqualTo("one of user#name");
        assertThat(resolved.secret("password").reveal()).isEqualTo("one of user#password");
        assertThat(resolved.secret("client-secret").reveal()).isEqualTo("second");
        assertThat(resolved.text("user-pool-id")).isEqualTo("us-east-1_Ab12Cd34E");
        assertThat(resolved).isEqualTo(user.resolved(references("one"))).isNotEqualTo(user.resolved(references("two")));
        assertThat(resolved).isNotEqualTo(user);
    }

    @Test
    void anAccountIsWhatIsNoSecret() throws RulesException {
        IdentitySettings user = identity(USER).resolved(references("one"));
        IdentitySettings other = identity(USER).resolved(references("two"));
        environment.withFile("/etc/app/secret", "second\n");
        IdentitySettings rotated = identity(USER).resolved(references("one"));

        assertThat(user.isSameAccount(rotated)).isTrue();
        assertThat(user.isSameAccount(other)).isFalse();
        assertThat(user.secrets()).isNotEqualTo(rotated.secrets());
        assertThat(user.account().reveal())
                .contains("cognito-user", "us-east-1_Ab12Cd34E", "one of user#name", "one of /client", "plain")
                .doesNotContain("first", "password");
        String verifying = USER + "identity.u.verify-tokens = true\n";
        String hasty = USER + "identity.u.timeout = 1s\n";
        assertThat(identity(verifying).account()).isNotEqualTo(identity(USER).account());
        assertThat(identity(hasty).account()).isEqualTo(identity(USER).account());
    }

    @Test
    void valuesOfTheFileItselfNeverChange() throws RulesException {
        String plain = USER.replaceAll("\\$\\{[^}]+}", "x");

        assertThat(identity(plain).isReferenced()).isFalse();
        assertThat(identity(plain).leadsOut()).isFalse();
    }

    @Test
    void otherReferencesAreAnotherIdentity() throws RulesException {
        assertThat(identity(USER)).isEqualTo(identity(USER)).hasSameHashCodeAs(identity(USER));
        assertThat(identity(USER)).isNotEqualTo(identity(USER.replace("ssm:/client", "ssm:/other")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | JBSWY3DPEHPK3PXP | identity.u.password (read through a reference) is empty; correct what"
                        + " agent.properties:5 leads to",
                "x | s3cret-0189 | identity.u.totp-secret (read through a reference) is not base32 (letters A to Z,"
                        + " digits 2 to 7); copy it as AssociateSoftwareToken or the QR code's secret= gives it; correct"
                        + " what agent.properties:10 leads to",
            })
    void whatIsOfNoUseIsNamedByItsKeyAndNotShown(String password, String totp, String message) throws RulesException {
        IdentitySettings user = identity(USER + "identity.u.totp-secret = ${ssm:/totp}\n");
        References references = References.of(environment, new File("/"))
                .withVaults(
                        name -> name.endsWith("password") ? password : "value",
                        name -> name.equals("/totp") ? totp : "value");

        assertThatThrownBy(() -> user.resolved(references))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private References references(String answer) {
        return References.of(environment, new File("/"))
                .withVaults(name -> answer + " of " + name, name -> answer + " of " + name);
    }

    private IdentitySettings identity(String rules) throws RulesException {
        return requireNonNull(RulesText.read(rules, environment).identities().get("u"));
    }
}
