package io.countersign.rules;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each rule chooses for itself which token a request carries, in which header and behind which prefix. */
final class TokenChoiceTest {

    private static final String USER = """
            identity.u.type = cognito-user
            identity.u.user-pool-id = us-east-1_Ab12Cd34E
            identity.u.client-id = 1example
            identity.u.username = alice
            identity.u.password = hunter2
            """;

    @Test
    void theAccessTokenBehindBearerInAuthorizationUnlessTheFileSaysMore() throws RulesException {
        Rule rule = rule("");

        assertThat(rule.sendsIdToken()).isFalse();
        assertThat(rule.header()).isEqualTo("Authorization");
        assertThat(rule.prefix()).isEqualTo("Bearer ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rule.a.prefix = Bearer     | agent.properties:5: rule.a.prefix
            rule.a.prefix = "JWT "     | agent.properties:5: rule.a.prefix
            default.prefix = Bearer    | agent.properties:5: default.prefix
            rule.a.prefix = ""         |
            rule.a.methods = POST      |
            """)
    void aTokenBehindAPrefixIsNothingForTheLambdaModeOfAppSync(String line, @Nullable String place)
            throws RulesException {
        String hosts = "hosts = a.appsync-api.us-east-1.amazonaws.com";
        RuleSet rules = RulesText.read(RulesText.tokenRule("a", hosts) + line);

        assertThat(rules.warnings())
                .hasSize(place == null ? 0 : 1)
                .allSatisfy(warning -> assertThat(warning)
                        .hasToString(place
                                + " stands before the token of rule 'a', which AppSync's Lambda mode takes verbatim"
                                + " and refuses behind Bearer; set rule.a.prefix = \"\" unless the API's mode is OpenID"
                                + " Connect"));
        assertThat(RulesText.read(RulesText.tokenRule("a", "hosts = a.example.com") + line)
                        .warnings())
                .isEmpty();
        assertThat(RulesText.read(USER + "rule.a.identity = u\nrule.a." + hosts + "\n" + line)
                        .warnings())
                .isEmpty();
    }

    @Test
    void rulesOfOneIdentityChooseForThemselves() throws RulesException {
        RuleSet rules = RulesText.read(USER + """
                default.identity = u
                default.token = id
                default.header = X-Id-Token
                default.prefix = ""
                rule.a.hosts = a.example.com
                rule.b.hosts = b.example.com
                rule.b.token = access
                rule.b.header = Authorization
                rule.b.prefix = Bearer
                """);

        Rule a = rules.rules().get(0);
        Rule b = rules.rules().get(1);
        assertThat(a.sendsIdToken()).isTrue();
        assertThat(a.header() + ": " + a.prefix()).isEqualTo("X-Id-Token: ");
        assertThat(b.sendsIdToken()).isFalse();
        assertThat(b.header() + ": " + b.prefix()).isEqualTo("Authorization: Bearer ");
    }

    @ParameterizedTest
    @CsvSource({"access, false", "id, true"})
    void eitherToken(String token, boolean sendsIdToken) throws RulesException {
        assertThat(rule("rule.r.token = " + token).sendsIdToken()).isEqualTo(sendsIdToken);
        assertThat(rule("rule.r.auth = appsync\nrule.r.token = " + token).sendsIdToken())
                .isEqualTo(sendsIdToken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "x-amz-security-token",
                "X_Token",
                "Proxy-Authorization",
                "Cookie",
                "a!#$%&'*+-.^_`|~1"
            })
    void anyHeader(String header) throws RulesException {
        assertThat(rule("rule.r.header = " + header).header()).isEqualTo(header);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "JWT, `JWT `",
                "Token token, `Token token `",
                "`  JWT  `, `JWT `",
                "`\"\"`, ``",
                "`\" \"`, ` `",
                "`\"token=\"`, token=",
                "`\"id_token=\"\"\"`, `id_token=\"\"`",
                "`\"Bearer  \"`, `Bearer  `"
            })
    void anyPrefix(String written, String prefix) throws RulesException {
        assertThat(rule("rule.r.prefix = " + written).prefix()).isEqualTo(prefix);
        assertThat(rule("rule.r.auth = appsync\nrule.r.prefix = " + written).prefix())
                .isEqualTo(prefix);
    }

    private static Rule rule(String lines) throws RulesException {
        return RulesText.read(USER + "rule.r.hosts = a.example.com\nrule.r.identity = u\n" + lines)
                .rules()
                .get(0);
    }
}
