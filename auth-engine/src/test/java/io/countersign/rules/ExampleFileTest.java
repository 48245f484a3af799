package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The file that users copy must load, and must leave out no key. */
final class ExampleFileTest {

    private static final Path EXAMPLE = Path.of(System.getProperty("basedir", ""), "..", "agent.properties.example");

    private final FakeEnvironment environment = new FakeEnvironment()
            .withVariable("ORDERS_CLIENT_SECRET", "s3cret")
            .withVariable("CATALOG_API_KEY", "k3y")
            .withFile("/run/secrets/orders-password", "hunter2\n");

    @Test
    void loadsWithoutErrorsOrWarnings() throws IOException, RulesException {
        RuleSet rules = RulesText.read(Files.readString(EXAMPLE), environment);

        assertThat(rules.warnings()).isEmpty();
        assertThat(rules.rules()).extracting(Rule::auth).contains(AuthScheme.values());
        assertThat(rules.identities().values())
                .extracting(IdentitySettings::type)
                .contains(IdentityType.values());
    }

    @Test
    void loadsWithEveryCommentedKeyOfARuleSwitchedOn() throws IOException, RulesException {
        String text = Files.readString(EXAMPLE).replaceAll("(?m)^# (default\\.)", "$1");

        assertThat(RulesText.read(text, environment).rules()).isNotEmpty();
    }

    @Test
    void mentionsEveryKey() throws IOException {
        String text = Files.readString(EXAMPLE);

        for (String key : RuleReader.KEYS) {
            assertThat(text).containsPattern("(?m)^(# )?(rule\\.[a-z]+|default)\\." + key + " +=");
        }
        for (IdentityType type : IdentityType.values()) {
            assertThat(text).containsPattern("(?m)^identity\\.[a-z]+\\.type +?= " + type.settingName() + "$");
            List<String> keys = new ArrayList<>(Arrays.asList(IdentityReader.required(type)));
            keys.addAll(Arrays.asList(IdentityReader.optional(type)));
            for (String key : keys) {
                assertThat(text).containsPattern("(?m)^(# )?identity\\.[a-z]+\\." + key + " +=");
            }
        }
    }
}
