package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The file that users copy must load, and must leave out no key. */
final class ExampleFileTest {

    private static final Path EXAMPLE = Path.of(System.getProperty("basedir", ""), "..", "agent.properties.example");

    private final FakeEnvironment environment = new FakeEnvironment()
            .withVariable("ORDERS_CLIENT_SECRET", "s3cret")
            .withVariable("CATALOG_API_KEY", "k3y")
            .withVariable("JOBS_CLIENT_SECRET", "s3cret")
            .withVariable("PARTNER_CLIENT_SECRET", "s3cret")
            .withVariable("ORDERS_NEW_PASSWORD", "hunter3")
            .withFile("/run/secrets/orders-totp", "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP\n")
            .withFile("/run/secrets/orders-device", "d3vice\n")
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
    void loadsWithEveryCommentedKeyOfACognitoUserSwitchedOn() throws IOException, RulesException {
        String text = Files.readString(EXAMPLE).replaceAll("(?m)^# (identity\\.orders\\.)", "$1");
        String withoutFips = text.replaceAll("(?m)^(identity\\.orders\\.use-fips-endpoint += ).*", "$1true")
                .replaceAll("(?m)^identity\\.orders\\.endpoint .*", "");

        assertThat(RulesText.read(text, environment).warnings()).isEmpty();
        assertThat(RulesText.read(withoutFips, environment).warnings()).isEmpty();
    }

    @Test
    void mentionsEveryKeyOfARule() throws IOException {
        String text = Files.readString(EXAMPLE);

        for (String key : RuleReader.KEYS) {
            assertThat(text).containsPattern("(?m)^(# )?(rule\\.[a-z]+|default)\\." + key + " +=");
        }
    }

    @Test
    void loadsWithVaultsAndTokenStoreSwitchedOn() throws IOException, RulesException {
        String text = Files.readString(EXAMPLE).replaceAll("(?m)^# (secrets\\.|token-store)", "$1");
        GlobalSettings global = RulesText.read(
                        text, environment.withVariable("TOKEN_STORE_KEY", "AAAAAAAAAAAAAAAAAAAAAA=="))
                .global();

        assertThat(global.optionalText("token-store")).startsWith("rediss://");
        assertThat(global.optionalText("secrets.ssm-endpoint")).isNotNull();
        assertThat(global.leadOut()).isTrue();
    }

    @Test
    void loadsWithLogAndMetricsSwitchedOn() throws IOException, RulesException {
        String text = Files.readString(EXAMPLE).replaceAll("(?m)^# (log\\.|metrics\\.)", "$1");

        assertThat(RulesText.read(text, environment).global().optionalText("metrics.file"))
                .isEqualTo("/var/lib/node_exporter/orders.prom");
    }

    @Test
    void mentionsEveryGlobalKeyWithItsMeaningAndDefault() throws IOException {
        String text = Files.readString(EXAMPLE);

        for (IdentityKey key : GlobalKeys.all()) {
            String line = "# " + Pattern.quote(key.name()) + " += "
                    + (key.otherwise() == null ? ".+" : Pattern.quote(key.otherwise()) + "$");
            assertThat(text).containsPattern("(?m)^# " + Pattern.quote(key.meaning()) + ".*\\n(# .*\\n)*" + line);
        }
    }

    @ParameterizedTest
    @EnumSource(IdentityType.class)
    void mentionsEveryKeyOfAnIdentityWithItsMeaningAndDefault(IdentityType type) throws IOException {
        String text = Files.readString(EXAMPLE);
        Matcher name = Pattern.compile("(?m)^identity\\.([a-z]+)\\.type +?= " + type.settingName() + "$")
                .matcher(text);
        assertThat(name.find()).isTrue();

        for (IdentityKey key : IdentityKeys.all()) {
            if (key.types().contains(type) && !"type".equals(key.name())) {
                String line = "(# )?identity\\." + name.group(1) + "\\." + Pattern.quote(key.stem())
                        + (key.isGroup() ? "[^ ]+" : "") + " += "
                        + (key.otherwise() == null ? ".+" : Pattern.quote(key.otherwise()) + "$");
                assertThat(text).containsPattern("(?m)^# " + Pattern.quote(key.meaning()) + ".*\\n(# .*\\n)*" + line);
            }
        }
    }
}
