package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a first rules file holds. */
final class RulesTemplateTest {

    private static final List<String> HOSTS =
            List.of("a.execute-api.eu-west-1.amazonaws.com", "b.execute-api.eu-west-1.amazonaws.com");

    @ParameterizedTest
    @EnumSource(IdentityType.class)
    void everyKeyOfTheTypeIsThereWithItsMeaningAndNoOther(IdentityType type) {
        String text = RulesTemplate.of("orders", type, Map.of()).text(HOSTS);
        for (IdentityKey key : IdentityKeys.all()) {
            if (key.name().equals("type")) {
                continue;
            }
            String line = "identity.orders." + key.name() + " = ";
            if (key.types().contains(type)) {
                assertThat(text).contains("# " + key.meaning() + "\n", line);
            } else {
                assertThat(text).doesNotContain(line);
            }
        }
    }

    @Test
    void aBackslashOfAValueSurvives() throws RulesException {
        RulesTemplate template =
                RulesTemplate.of("orders", IdentityType.TOKEN, Map.of("file", "C:\\tokens\\orders.jwt"));
        RuleSet rules = RulesText.read(template.text(HOSTS), new FakeEnvironment());
        assertThat(requireNonNull(rules.identities().get("orders")).text("file"))
                .endsWith("C:\\tokens\\orders.jwt");
    }

    @Test
    void whatIsNotGivenComesFromVariablesThatAreNamed() {
        RulesTemplate template = RulesTemplate.of("my-app", IdentityType.COGNITO_USER, Map.of("client-id", "1example"));
        assertThat(template.text(HOSTS))
                .contains("identity.my-app.client-id = 1example\n")
                .contains("identity.my-app.password = ${env:MY_APP_PASSWORD}\n")
                .contains("rule.my-app.hosts = " + String.join(", ", HOSTS) + "\n");
        assertThat(template.variables()).containsExactly("MY_APP_USER_POOL_ID", "MY_APP_USERNAME", "MY_APP_PASSWORD");
    }

    @Test
    void nobodyIsAskedForASecret() {
        assertThat(RulesTemplate.questions(IdentityType.COGNITO_USER))
                .containsOnlyKeys("user-pool-id", "client-id", "username");
        assertThat(RulesTemplate.questions(IdentityType.API_KEY)).isEmpty();
    }

    @Test
    void aSecretIsNoticedAndAReferenceIsNone() {
        assertThat(RulesTemplate.of("a", IdentityType.API_KEY, Map.of("api-key", "k"))
                        .holdsSecret())
                .isTrue();
        assertThat(RulesTemplate.of("a", IdentityType.API_KEY, Map.of("api-key", "${file:k}"))
                        .holdsSecret())
                .isFalse();
        assertThat(RulesTemplate.of("a", IdentityType.AWS, Map.of("profile", "p"))
                        .holdsSecret())
                .isFalse();
    }

    @Test
    void aKeyOfAnotherTypeIsRefusedWithThoseOfThisOne() {
        assertThatThrownBy(() -> RulesTemplate.of("orders", IdentityType.API_KEY, Map.of("password", "x")))
                .hasMessage("identities of type api-key have no key 'password'; they have api-key");
    }
}
