package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import io.countersign.secret.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.countersign.rules.RulesText.read;
import static io.countersign.rules.RulesText.tokenRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class IdentitySettingsTest {

    @Test
    void readsIdentities() throws RulesException {
        FakeEnvironment environment = new FakeEnvironment()
                .withVariable("SECRET", "s3cret ")
                .withFile("/etc/app/secrets/password", "hunter2\n");
        RuleSet rules = read("""
                identity.u.type = cognito-user
                identity.u.user-pool-id = eu-west-1_Ab12Cd34E
                identity.u.client-id = 1example
                identity.u.client-secret = ${env:SECRET}
                identity.u.username = alice
                identity.u.password = ${file:secrets/password}
                identity.u.timeout = 750ms
                identity.u.endpoint = http://127.0.0.1:9229
                rule.u.hosts = a.example.com
                rule.u.identity = u
                """, environment);

        IdentitySettings identity = identity(rules, "u");
        assertThat(identity.name()).isEqualTo("u");
        assertThat(identity.line()).isEqualTo(1);
        assertThat(identity.type()).isEqualTo(IdentityType.COGNITO_USER);
        assertThat(identity.text("client-id")).isEqualTo("1example");
        assertThat(identity.text("username")).isEqualTo("alice");
        assertThat(identity.secret("client-secret")).isEqualTo(Secret.of("s3cret "));
        assertThat(identity.secret("password")).isEqualTo(Secret.of("hunter2"));
        assertThat(identity.optionalText("endpoint")).isEqualTo("http://127.0.0.1:9229");
        assertThat(identity.optionalText("region")).isNull();
        assertThat(identity.timeout()).isEqualTo(Duration.ofMillis(750));
        assertThat(rules.warnings()).isEmpty();
    }

    @Test
    void saysWhichSettingAnIdentityLacks() throws RulesException {
        IdentitySettings identity = identity(read(tokenRule("a", "hosts = a.example.com")), "a");

        assertThat(identity.optionalSecret("file")).isNull();
        assertThat(identity.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThatThrownBy(() -> identity.secret("file"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("identity 'a' has no file");
    }

    @Test
    void theFileOfATokenStandsBesideTheRulesFile() throws RulesException {
        String text = "identity.a.type = token\nrule.a.identity = a\nrule.a.hosts = a.example.com\n";

        assertThat(identity(read(text + "identity.a.file = tokens/a"), "a").text("file"))
                .isEqualTo("/etc/app/tokens/a");
        assertThat(identity(read(text + "identity.a.file = /run/a"), "a").text("file"))
                .isEqualTo("/run/a");
    }

    @Test
    void identitiesAreEqualIfTheirSettingsAre() throws RulesException {
        String text = tokenRule("a", "hosts = a.example.com");
        IdentitySettings identity = identity(read(text), "a");

        assertThat(identity(read("\n" + text), "a")).isEqualTo(identity).hasSameHashCodeAs(identity);
        assertThat(identity(read(text.replace("value = t", "value = u")), "a")).isNotEqualTo(identity);
        assertThat(identity(read(text.replace("value = t", "file = t")), "a")).isNotEqualTo(identity);
    }

    @Test
    void readsEveryKeyOfACognitoUser() throws RulesException {
        IdentitySettings identity = user(
                "client-secret = s3cret",
                "flow = admin",
                "totp-secret = jbsw y3dp-EHPK 3PXP jbsw y3dp ehpk 3pxp",
                "new-password = hunter3",
                "attribute.family_name = Doe",
                "client-metadata.tenant = blue",
                "device-key = us-east-1_5f3b",
                "device-group-key = -group",
                "device-password = d3vice",
                "verify-tokens = true",
                "use-fips-endpoint = true",
                "region = us-east-1",
                "proxy = http://proxy.example.com:3128",
                "timeout = 2s");

        assertThat(identity.flow()).isEqualTo("admin");
        assertThat(identity.secret("totp-secret")).isEqualTo(Secret.of("jbsw y3dp-EHPK 3PXP jbsw y3dp ehpk 3pxp"));
        assertThat(identity.secret("new-password")).isEqualTo(Secret.of("hunter3"));
        assertThat(identity.group("attribute")).containsExactly(Map.entry("family_name", "Doe"));
        assertThat(identity.group("client-metadata")).containsExactly(Map.entry("tenant", "blue"));
        assertThat(identity.text("device-key")).isEqualTo("us-east-1_5f3b");
        assertThat(identity.text("device-group-key")).isEqualTo("-group");
        assertThat(identity.secret("device-password")).isEqualTo(Secret.of("d3vice"));
        assertThat(identity.flag("verify-tokens")).isTrue();
        assertThat(identity.flag("use-fips-endpoint")).isTrue();
        assertThat(identity.text("proxy")).isEqualTo("http://proxy.example.com:3128");
        assertThat(identity.timeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatTheFileDoesNotSayHasADefault() throws RulesException {
        IdentitySettings identity = user();

        assertThat(identity.flow()).isEqualTo("srp");
        assertThat(identity.flag("verify-tokens")).isFalse();
        assertThat(identity.flag("use-fips-endpoint")).isFalse();
        assertThat(identity.group("attribute")).isEmpty();
        assertThat(identity.group("client-metadata")).isEmpty();
        assertThat(identity.optionalSecret("totp-secret")).isNull();
        assertThat(user("verify-tokens = false").flag("verify-tokens")).isFalse();
    }

    @Test
    void theNamesOfAGroupKeepTheirCaseTheirOrderAndTheirColons() throws RulesException {
        IdentitySettings identity = user(
                "new-password = hunter3",
                "attribute.custom\\:Department = Sales",
                "attribute.dev\\:custom\\:x.Y = 1",
                "client-metadata.ZONE = z",
                "client-metadata.a.b = ${env:TENANT}",
                "attribute.Stra\u00dfe = R\u00fcbenweg",
                "client-metadata.custom = c");

        assertThat(identity.group("attribute"))
                .containsExactly(
                        Map.entry("custom:Department", "Sales"),
                        Map.entry("dev:custom:x.Y", "1"),
                        Map.entry("Stra\u00dfe", "R\u00fcbenweg"));
        assertThat(identity.group("client-metadata"))
                .containsExactly(Map.entry("ZONE", "z"), Map.entry("a.b", "blue"), Map.entry("custom", "c"));
    }

    /** A passphrase may end in a blank, and a proxy in none. */
    @Test
    void onlySecretsKeepTheirBlanks() throws RulesException {
        IdentitySettings identity =
                user("new-password = hunter3  ", "device-key = k  ", "attribute.name = Doe  ", "flow = password  ");

        assertThat(identity.secret("new-password")).isEqualTo(Secret.of("hunter3  "));
        assertThat(identity.text("device-key")).isEqualTo("k");
        assertThat(identity.group("attribute")).containsValue("Doe");
        assertThat(identity.flow()).isEqualTo("password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flow = password",
                "totp-secret = JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                "new-password = hunter3",
                "client-metadata.tenant = blue",
                "device-key = k",
                "verify-tokens = true",
                "use-fips-endpoint = true",
                "proxy = http://proxy.example.com:3128",
                "timeout = 2s"
            })
    void everyKeyMakesAnotherIdentity(String line) throws RulesException {
        assertThat(user(line)).isNotEqualTo(user()).isEqualTo(user(line)).hasSameHashCodeAs(user(line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
                "jbsw y3dp ehpk 3pxp jbsw y3dp ehpk 3pxp",
                "JBSW-Y3DP-EHPK-3PXP-JBSW-Y3DP-EHPK-3PXP",
                "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJA======",
                "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJA",
                "GEZDGNBVGY3TQOJQGEZDGNBVGY"
            })
    void aTotpSecretMayBeWrittenInManyWays(String secret) throws RulesException {
        assertThat(user("totp-secret = " + secret).secret("totp-secret")).isEqualTo(Secret.of(secret));
    }

    private static IdentitySettings user(String... lines) throws RulesException {
        StringBuilder text = new StringBuilder("""
                identity.u.type = cognito-user
                identity.u.user-pool-id = us-east-1_Ab12Cd34E
                identity.u.client-id = 1example
                identity.u.username = alice
                identity.u.password = hunter2
                rule.u.hosts = a.example.com
                rule.u.identity = u
                """);
        for (String line : lines) {
            text.append("identity.u.").append(line).append('\n');
        }
        RuleSet rules = read(text.toString(), new FakeEnvironment().withVariable("TENANT", "blue"));
        assertThat(rules.warnings()).isEmpty();
        return identity(rules, "u");
    }

    private static IdentitySettings identity(RuleSet rules, String name) {
        @Nullable IdentitySettings identity = rules.identities().get(name);
        return Objects.requireNonNull(identity);
    }
}
