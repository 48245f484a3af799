package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import io.countersign.secret.Secret;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
        assertThat(identity.region()).isEqualTo("eu-west-1");
        assertThat(identity.optionalText("region")).isNull();
        assertThat(identity.timeout()).isEqualTo(Duration.ofMillis(750));
        assertThat(rules.warnings()).isEmpty();
    }

    @Test
    void saysWhichSettingAnIdentityLacks() throws RulesException {
        IdentitySettings identity = identity(read(tokenRule("a", "hosts = a.example.com")), "a");

        assertThat(identity.optionalSecret("file")).isNull();
        assertThat(identity.region()).isNull();
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

    private static IdentitySettings identity(RuleSet rules, String name) {
        @Nullable IdentitySettings identity = rules.identities().get(name);
        return Objects.requireNonNull(identity);
    }
}
