package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of another version of the rules, and how often it is looked for. */
final class RuleChangesTest {

    private static final String RULES = """
            identity.k.type = api-key
            identity.k.api-key = changes-key-1
            identity.s.type = aws
            identity.s.access-key-id = AKIDEXAMPLE
            identity.s.secret-access-key = changes-secret-1
            rule.r.hosts = a.example.com
            rule.r.identity = k
            rule.s.hosts = s.example.com
            rule.s.identity = s
            rule.s.service = execute-api
            rule.s.region = eu-west-1
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rule.r.paths = /v1/**",
                "rule.r.methods = GET",
                "rule.r.header = X-Key",
                "rule.r.on-existing = replace",
                "rule.r.on-failure = pass",
                "rule.r.retry-on = 403",
                "rule.r.allow-plain-http = true",
                "rule.r.max-buffered-body = 1KiB"
            })
    void eachSettingOfARuleCounts(String line) throws RulesException {
        assertThat(changes(RULES, RULES + line)).isEqualTo("changed: rule 'r'");
    }

    @Test
    void soDoesEachOneOfASignature() throws RulesException {
        assertThat(changes(RULES, RULES + "rule.s.payload = unsigned")).isEqualTo("changed: rule 's'");
        assertThat(changes(RULES, RULES.replace("eu-west-1", "eu-west-2"))).isEqualTo("changed: rule 's'");
        assertThat(changes(RULES, RULES.replace("= execute-api", "= s3"))).isEqualTo("changed: rule 's'");
    }

    @Test
    void webSocketsCount() throws RulesException {
        String socket =
                RULES.replace("= a.example.com", "= abcdefghijklmnopqrstuvwxyz.appsync-api.us-east-1.amazonaws.com");

        assertThat(changes(socket, socket + "rule.r.realtime = headers")).isEqualTo("changed: rule 'r'");
    }

    @Test
    void namesComeAndGo() throws RulesException {
        String other = RULES.replace("rule.r.", "rule.q.").replace("changes-key-1", "changes-key-2");

        assertThat(changes(RULES, other)).isEqualTo("new: rule 'q'; changed: identity 'k'; removed: rule 'r'");
    }

    @Test
    void linesThatOnlyMoveChangeNothing() throws RulesException {
        assertThat(changes(RULES, "# moved\n\n" + RULES + "reload = 5s")).isEqualTo("nothing changed for any request");
        assertThat(changes(RULES, RULES + "secrets.region = eu-west-1")).isEqualTo("changed: vaults or token store");
    }

    @Test
    void itIsLookedForEveryTwoSecondsUnlessTheFileSaysOtherwise() throws RulesException {
        assertThat(read(RULES).reloadMillis()).isEqualTo(Quantity.millis(RuleSet.RELOAD));
        assertThat(read(RULES + "secrets.region = eu-west-1").reloadMillis()).isEqualTo(2000);
        assertThat(read(RULES + "reload = 1m").reloadMillis()).isEqualTo(60_000);
        assertThat(read(RULES + "reload = 100ms").reloadMillis()).isEqualTo(100);
        assertThat(read(RULES + "reload = off").reloadMillis()).isNegative();
    }

    private static String changes(String before, String after) throws RulesException {
        return RuleChanges.between(read(before), read(after)).toString();
    }

    private static RuleSet read(String text) throws RulesException {
        return RulesText.read(text, new FakeEnvironment());
    }
}
