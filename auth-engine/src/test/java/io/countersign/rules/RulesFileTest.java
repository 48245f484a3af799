package io.countersign.rules;

import io.countersign.secret.Environment;
import io.countersign.secret.Secret;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.countersign.rules.RulesText.read;
import static io.countersign.rules.RulesText.readOver;
import static io.countersign.rules.RulesText.tokenRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class RulesFileTest {

    private static final String EVERY_KEY = """
            identity.orders.type = cognito-user
            identity.orders.user-pool-id = us-east-1_Ab12Cd34E
            identity.orders.client-id = 1example
            identity.orders.username = alice
            identity.orders.password = hunter2

            rule.orders.hosts = api.orders.example.com, *.eu.orders.example.com:8443,
            rule.orders.paths = /v1/**, /v2/*
            rule.orders.methods = get, POST
            rule.orders.identity = orders
            rule.orders.auth = header
            rule.orders.token = id
            rule.orders.header = X-Token
            rule.orders.prefix = Token
            rule.orders.on-existing = replace
            rule.orders.on-failure = pass
            rule.orders.retry-on = 401, 403
            rule.orders.allow-plain-http = true
            rule.orders.max-buffered-body = 512KiB
            """;

    private static final String APPSYNC = "abc.appsync-api.us-east-1.amazonaws.com";

    @Test
    void readsEveryKeyOfARule() throws RulesException {
        RuleSet rules = read(EVERY_KEY);

        Rule rule = rules.rules().get(0);
        assertThat(rule.name()).isEqualTo("orders");
        assertThat(rule.line()).isEqualTo(7);
        assertThat(rule.file()).isEqualTo(new File(RulesText.BASE));
        assertThat(rule.hosts())
                .containsExactly(
                        HostPattern.of("api.orders.example.com"), HostPattern.of("*.eu.orders.example.com:8443"));
        assertThat(rule.paths()).containsExactly(PathPattern.of("/v1/**"), PathPattern.of("/v2/*"));
        assertThat(rule.methods()).containsExactly("GET", "POST");
        assertThat(rule.identity()).isEqualTo("orders");
        assertThat(rule.auth()).isEqualTo(AuthScheme.HEADER);
        assertThat(rule.sendsIdToken()).isTrue();
        assertThat(rule.header()).isEqualTo("X-Token");
        assertThat(rule.prefix()).isEqualTo("Token ");
        assertThat(rule.replacesExisting()).isTrue();
        assertThat(rule.passesOnFailure()).isTrue();
        assertThat(rule.retryOn()).containsExactly(401, 403);
        assertThat(rule.allowsPlainHttp()).isTrue();
        assertThat(rule.maxBufferedBody()).isEqualTo(512 * 1024);
    }

    @Test
    void hasDefaultsForWhatTheFileDoesNotSay() throws RulesException {
        Rule rule = read(tokenRule("a", "hosts = a.example.com")).rules().get(0);

        assertThat(rule.paths()).containsExactly(PathPattern.of("/**"));
        assertThat(rule.methods()).isEmpty();
        assertThat(rule.sendsIdToken()).isFalse();
        assertThat(rule.service()).isNull();
        assertThat(rule.region()).isNull();
        assertThat(rule.replacesExisting()).isFalse();
        assertThat(rule.passesOnFailure()).isFalse();
        assertThat(rule.retryOn()).containsExactly(401);
        assertThat(rule.allowsPlainHttp()).isFalse();
        assertThat(rule.maxBufferedBody()).isEqualTo(10 * 1024 * 1024);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "token, api.example.com, HEADER, Authorization, `Bearer `",
                "user, api.example.com, HEADER, Authorization, `Bearer `",
                "key, api.example.com, HEADER, x-api-key, ``",
                "aws, x.execute-api.us-east-1.amazonaws.com, SIGV4, Authorization, ``",
                "aws, *.us-east-1.amazonaws.com, SIGV4, Authorization, ``",
                "aws, x.lambda-url.us-east-1.on.aws, SIGV4, Authorization, ``",
                "token, " + APPSYNC + ", APPSYNC, Authorization, ``",
                "user, " + APPSYNC + ", APPSYNC, Authorization, ``",
                "key, " + APPSYNC + ", APPSYNC, x-api-key, ``",
                "aws, " + APPSYNC + ", APPSYNC, Authorization, ``",
                "aws, *.appsync-api.us-east-1.amazonaws.com, APPSYNC, Authorization, ``",
                "token, x.appsync-api.example.com, HEADER, Authorization, `Bearer `",
            })
    void infersTheFormFromIdentityAndHost(String identity, String host, AuthScheme auth, String header, String prefix)
            throws RulesException {
        Rule rule = rule(identity, "hosts = " + host);

        assertThat(rule.auth()).isEqualTo(auth);
        assertThat(rule.header()).isEqualTo(header);
        assertThat(rule.prefix()).isEqualTo(prefix);
    }

    @Test
    void anAppSyncApiBehindAnOwnDomainNeedsARegionOnly() throws RulesException {
        Rule rule = rule("aws", "hosts = graphql.example.com", "auth = appsync", "region = eu-west-1");

        assertThat(rule.auth()).isEqualTo(AuthScheme.APPSYNC);
        assertThat(rule.service()).isNull();
        assertThat(rule.region()).isEqualTo("eu-west-1");
    }

    @Test
    void signsForAnOwnDomainWithServiceAndRegion() throws RulesException {
        Rule rule = rule("aws", "hosts = api.example.com", "service = execute-api", "region = eu-west-1");

        assertThat(rule.auth()).isEqualTo(AuthScheme.SIGV4);
        assertThat(rule.service()).isEqualTo("execute-api");
        assertThat(rule.region()).isEqualTo("eu-west-1");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Bearer, `Bearer `",
                "`\"\"`, ``",
                "`\"Bearer=\"`, Bearer=",
                "`\"JWT  \"`, `JWT  `",
                "Token token, `Token token `"
            })
    void joinsAPrefixByOneBlankUnlessItIsQuoted(String written, String prefix) throws RulesException {
        assertThat(rule("token", "hosts = a.example.com", "prefix = " + written).prefix())
                .isEqualTo(prefix);
        assertThat(rule("key", "hosts = a.example.com", "prefix = " + written).prefix())
                .isEqualTo(prefix);
        assertThat(rule("token", "hosts = " + APPSYNC, "prefix = " + written).prefix())
                .isEqualTo(prefix);
    }

    @Test
    void noStatusNeedBeRetried() throws RulesException {
        assertThat(rule("token", "hosts = a.example.com", "retry-on = none").retryOn())
                .isEmpty();
    }

    @Test
    void defaultsApplyToRulesThatTheyFit() throws RulesException {
        RuleSet rules = read(identities() + """
                default.prefix = JWT
                default.token = id
                default.on-failure = pass
                default.identity = token
                default.region = eu-west-1
                rule.plain.hosts = a.example.com
                rule.user.hosts = b.example.com
                rule.user.identity = user
                rule.user.on-failure = fail
                rule.aws.hosts = c.example.com
                rule.aws.identity = aws
                rule.aws.service = execute-api
                """);

        Rule plain = rules.rules().get(0);
        Rule user = rules.rules().get(1);
        Rule aws = rules.rules().get(2);
        assertThat(plain.identity()).isEqualTo("token");
        assertThat(List.of(plain.prefix(), user.prefix(), aws.prefix())).containsExactly("JWT ", "JWT ", "");
        assertThat(List.of(plain.sendsIdToken(), user.sendsIdToken())).containsExactly(false, true);
        assertThat(List.of(plain.passesOnFailure(), user.passesOnFailure())).containsExactly(true, false);
        assertThat(aws.region()).isEqualTo("eu-west-1");
    }

    @Test
    void anOverlayReplacesSingleKeysAndAddsOthers() throws RulesException {
        RuleSet rules = readOver(
                "rule.a.hosts = a.prod.example.com\nrule.a.on-failure = pass\n",
                tokenRule("a", "hosts = a.test.example.com", "methods = GET"));

        Rule rule = rules.rules().get(0);
        assertThat(rule.hosts()).containsExactly(HostPattern.of("a.prod.example.com"));
        assertThat(rule.passesOnFailure()).isTrue();
        assertThat(rule.methods()).containsExactly("GET");
        assertThat(rules.covers("a.test.example.com")).isFalse();
    }

    @Test
    void problemsNameTheFileThatTheyComeFrom() {
        assertThatThrownBy(() -> readOver(
                        "\nrule.a.on-failure = retry\n", tokenRule("a", "hosts = a.example.com", "on-existing = drop")))
                .hasMessage("agent-prod.properties:2: rule.a.on-failure = 'retry': must be fail or pass\n"
                        + "agent.properties:5: rule.a.on-existing = 'drop': must be keep or replace");
    }

    @Test
    void anOverlayMendsAReferenceThatLeadsNowhere() throws RulesException {
        RuleSet rules = readOver(
                "identity.a.value = t\n",
                tokenRule("a", "hosts = a.example.com").replace("= t\n", "= ${env:NONE}\n"));

        assertThat(identity(rules, "a").secret("value")).isEqualTo(Secret.of("t"));
    }

    @Test
    void warnsOfWhatIsOddAndNoError() throws RulesException {
        RuleSet rules = read(identities()
                        .replace(
                                "identity.aws",
                                "identity.aws.endpoint = http://sts\nidentity.aws.role-arn = arn:aws:iam::123456789012:role/r\nidentity.aws")
                + tokenRule("a", "hosts = a.example.com"));

        assertThat(rules.warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "agent.properties:10: identity.aws.endpoint is plain http: session keys travel readable to a host that is"
                                + " not this one",
                        "agent.properties:1: identity 'token' is named by no rule",
                        "agent.properties:3: identity 'user' is named by no rule",
                        "agent.properties:8: identity 'key' is named by no rule",
                        "agent.properties:10: identity 'aws' is named by no rule");
    }

    @Test
    void acceptsAByteOrderMarkAndNonAsciiText(@TempDir Path directory) throws IOException, RulesException {
        Path file = directory.resolve("agent.properties");
        Files.writeString(
                file, "\uFEFF" + tokenRule("a", "hosts = bücher.example") + "# \uFFFD\n", StandardCharsets.UTF_8);

        RuleSet rules = RulesFile.read(file.toFile(), null, Environment.ofProcess());

        assertThat(rules.covers("bücher.example")).isTrue();
        assertThat(rules.rules().get(0).file()).isEqualTo(file.toFile());
    }

    @Test
    void saysWhyAFileCannotBeRead(@TempDir Path directory) throws IOException {
        File none = directory.resolve("none.properties").toFile();
        byte[] latin1 = "# a\r\n# b\r# c\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        File wrong = Files.write(directory.resolve("latin1.properties"), latin1).toFile();

        assertThatThrownBy(() -> RulesFile.read(none, directory.toFile(), Environment.ofProcess()))
                .hasMessageContaining(
                        "none.properties: the rules file " + none + " does not exist, or its directory may not be read")
                .hasMessageContaining("the rules file " + directory + " is a directory; name a file");
        assertThatThrownBy(() -> RulesFile.read(wrong, null, Environment.ofProcess()))
                .hasMessage("latin1.properties:4: not UTF-8; save the file as UTF-8, or write \\uXXXX");
    }

    private static Rule rule(String identity, String... keys) throws RulesException {
        StringBuilder text = new StringBuilder(identities())
                .append("rule.r.identity = ")
                .append(identity)
                .append('\n');
        for (String key : keys) {
            text.append("rule.r.").append(key).append('\n');
        }
        return read(text.toString()).rules().get(0);
    }

    private static String identities() {
        return """
                identity.token.type = token
                identity.token.value = t
                identity.user.type = cognito-user
                identity.user.user-pool-id = us-east-1_Ab12Cd34E
                identity.user.client-id = 1example
                identity.user.username = alice
                identity.user.password = hunter2
                identity.key.type = api-key
                identity.key.api-key = k
                identity.aws.type = aws
                """;
    }

    private static IdentitySettings identity(RuleSet rules, String name) {
        @Nullable IdentitySettings identity = rules.identities().get(name);
        return Objects.requireNonNull(identity);
    }
}
