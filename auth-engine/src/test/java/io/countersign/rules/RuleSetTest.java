package io.countersign.rules;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.countersign.rules.RulesText.read;
import static io.countersign.rules.RulesText.tokenRule;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

final class RuleSetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.example.com",
                "API.Example.Com",
                "api.example.com.",
                "a.orders.example.com",
                "a.b.orders.example.com",
                "xn--bcher-kva.example",
                "bücher.example",
                "BÜCHER.example",
                "127.0.0.1",
                "::1",
                "[::1]",
                "0:0:0:0:0:0:0:1",
            })
    void coversTheHostsThatRulesName(String host) throws RulesException {
        assertThat(someRules().covers(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "example.com",
                "orders.example.com",
                ".orders.example.com",
                "a..orders.example.com",
                "a.orders.example.com..",
                "evilorders.example.com",
                "evilapi.example.com",
                "api.example.com.evil.tld",
                "x.api.example.com",
                "me@api.example.com",
                "me@a.orders.example.com",
                "a/b.orders.example.com",
                "a%2fb.orders.example.com",
                "a\\b.orders.example.com",
                "127.0.0.2",
                "::2",
                "::1%eth0",
                "[::1",
                "a:b",
                "℀.orders.example.com",
                "é..example",
            })
    void coversNoOtherHost(String host) throws RulesException {
        assertThat(someRules().covers(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evilamazonaws.com", "x.evilamazonaws.com", "x.amazonaws.com.evil.tld", "amazonaws.com"})
    void aWildcardOverAwsTakesAwsOnly(String host) throws RulesException {
        RuleSet rules = read("identity.a.type = aws\nrule.a.identity = a\nrule.a.hosts = *.amazonaws.com\n");

        assertThat(rules.covers(host)).isFalse();
        assertThat(rules.covers("x.execute-api.us-east-1.amazonaws.com")).isTrue();
    }

    @Test
    void webSocketsOfAnAwsHostHaveTheirOwnAndOnlyThat() throws RulesException {
        RuleSet rules = read(tokenRule("a", "hosts = x.appsync-api.eu-west-1.amazonaws.com", "paths = /graphql"));
        String realtime = "x.appsync-realtime-api.eu-west-1.amazonaws.com";

        assertThat(rules.covers(realtime)).isTrue();
        assertThat(rules.matchSocket("wss", realtime, 443, "/anything")).isNotNull();
        assertThat(rules.matchSocket("wss", realtime, 8443, "/graphql")).isNull();
        assertThat(rules.match("https", realtime, 443, "/graphql", "GET")).isNull();
        assertThat(rules.covers("y.appsync-realtime-api.eu-west-1.amazonaws.com"))
                .isFalse();
    }

    @Test
    void webSocketsOfAnyOtherHostHaveTheKnownPathsThereWhateverTheMethods() throws RulesException {
        RuleSet rules = read(
                tokenRule("a", "hosts = api.example.com", "auth = appsync", "paths = /v1/graphql", "methods = POST"));

        assertThat(rules.matchSocket("wss", "api.example.com", 443, "/graphql/realtime"))
                .isNotNull();
        assertThat(rules.matchSocket("wss", "api.example.com", 443, "/event/realtime"))
                .isNotNull();
        assertThat(rules.matchSocket("https", "api.example.com", 443, "/graphql"))
                .isNotNull();
        assertThat(rules.matchSocket("wss", "api.example.com", 443, "/v1/graphql"))
                .isNull();
        assertThat(rules.matchSocket("ws", "api.example.com", 443, "/graphql")).isNull();
        assertThat(rules.match("https", "api.example.com", 443, "/graphql", "GET"))
                .isNull();
    }

    @Test
    void whatARuleSaysOfAPathGoesBeforeWhatFollowsFromAnother() throws RulesException {
        RuleSet rules = read(tokenRule("a", "hosts = api.example.com", "auth = appsync", "paths = /graphql")
                + tokenRule("b", "hosts = api.example.com", "paths = /graphql/realtime")
                + tokenRule("c", "hosts = api.example.com"));

        assertThat(requireNonNull(rules.matchSocket("wss", "api.example.com", 443, "/graphql/realtime"))
                        .name())
                .isEqualTo("b");
        assertThat(requireNonNull(rules.matchSocket("wss", "api.example.com", 443, "/event/realtime"))
                        .name())
                .isEqualTo("a");
        assertThat(requireNonNull(rules.matchSocket("wss", "api.example.com", 443, "/chat"))
                        .name())
                .isEqualTo("c");
    }

    @Test
    void realtimeOffTakesNoWebSockets() throws RulesException {
        RuleSet rules =
                read(tokenRule("a", "hosts = api.example.com", "auth = appsync", "paths = /graphql", "realtime = off")
                        + tokenRule("b", "hosts = api.example.com", "auth = appsync", "paths = /event"));

        assertThat(requireNonNull(rules.matchSocket("wss", "api.example.com", 443, "/event/realtime"))
                        .name())
                .isEqualTo("b");
    }

    @Test
    void theMostSpecificHostWins() throws RulesException {
        RuleSet rules = read(tokenRule("wide", "hosts = *.example.com")
                + tokenRule("exact", "hosts = a.b.example.com")
                + tokenRule("narrow", "hosts = *.b.example.com"));

        assertThat(matched(rules, "https://a.b.example.com/")).isEqualTo("exact");
        assertThat(matched(rules, "https://x.b.example.com/")).isEqualTo("narrow");
        assertThat(matched(rules, "https://x.a.b.example.com/")).isEqualTo("narrow");
        assertThat(matched(rules, "https://b.example.com/")).isEqualTo("wide");
        assertThat(matched(rules, "https://example.com/")).isNull();
    }

    @Test
    void whenPathPortOrMethodDoNotFitTheNextHostIsTried() throws RulesException {
        RuleSet rules = read(tokenRule("wide", "hosts = *.example.com")
                + tokenRule("path", "hosts = a.x.example.com", "paths = /v1/**")
                + tokenRule("port", "hosts = b.x.example.com:8443")
                + tokenRule("method", "hosts = *.x.example.com", "methods = POST"));

        assertThat(matched(rules, "https://a.x.example.com/v1/y")).isEqualTo("path");
        assertThat(matched(rules, "https://a.x.example.com/v2/y")).isEqualTo("wide");
        assertThat(matched(rules, "https://b.x.example.com:8443/")).isEqualTo("port");
        assertThat(matched(rules, "https://b.x.example.com/")).isEqualTo("wide");
        assertThat(rules.match("https", "b.x.example.com", 443, "/", "POST"))
                .hasToString("rule 'method' (agent.properties:16)");
    }

    @Test
    void noPortMeansTheDefaultOfTheScheme() throws RulesException {
        RuleSet rules = read(tokenRule("a", "hosts = a.example.com"));

        assertThat(matched(rules, "https://a.example.com:443/")).isEqualTo("a");
        assertThat(matched(rules, "wss://a.example.com:443/")).isEqualTo("a");
        assertThat(matched(rules, "http://a.example.com:80/")).isEqualTo("a");
        assertThat(matched(rules, "ws://a.example.com:80/")).isEqualTo("a");
        assertThat(matched(rules, "https://a.example.com:80/")).isNull();
        assertThat(matched(rules, "http://a.example.com:443/")).isNull();
        assertThat(matched(rules, "https://a.example.com:8443/")).isNull();
        assertThat(rules.covers("a.example.com")).isTrue();
    }

    @Test
    void theRulesOwnPortGoesBeforeTheDefault() throws RulesException {
        RuleSet rules = read(tokenRule("none", "hosts = a.example.com", "paths = /v1/**")
                + tokenRule("own", "hosts = a.example.com:443"));

        assertThat(matched(rules, "https://a.example.com/v1/x")).isEqualTo("own");
        assertThat(matched(rules, "http://a.example.com:80/v1/x")).isEqualTo("none");
    }

    @Test
    void theLongestPathWinsThenTheMethod() throws RulesException {
        RuleSet rules = read(tokenRule("all", "hosts = a.example.com")
                + tokenRule("get", "hosts = a.example.com", "methods = get, HEAD")
                + tokenRule("v1", "hosts = a.example.com", "paths = /v1/**")
                + tokenRule("segment", "hosts = a.example.com", "paths = /v1/*")
                + tokenRule("orders", "hosts = a.example.com", "paths = /v1/orders, /v2/orders"));

        assertThat(matched(rules, "https://a.example.com/v1/orders")).isEqualTo("orders");
        assertThat(matched(rules, "https://a.example.com/v2/orders")).isEqualTo("orders");
        assertThat(matched(rules, "https://a.example.com/v1/x")).isEqualTo("segment");
        assertThat(matched(rules, "https://a.example.com/v1/x/y")).isEqualTo("v1");
        assertThat(matched(rules, "https://a.example.com/v3")).isEqualTo("get");
        assertThat(rules.match("https", "a.example.com", 443, "/v3", "POST"))
                .hasToString("rule 'all' (agent.properties:3)");
    }

    @Test
    void anAmbiguousPathFallsToTheRuleForAllPaths() throws RulesException {
        RuleSet rules = read(tokenRule("open", "hosts = a.example.com", "paths = /public/**")
                + tokenRule("rest", "hosts = *.example.com"));

        assertThat(matched(rules, "https://a.example.com/public/x")).isEqualTo("open");
        assertThat(matched(rules, "https://a.example.com/public/%2e%2e/admin")).isEqualTo("rest");
    }

    @Test
    void anExactHostAndAWildcardOfTheSameNameAreTwo() throws RulesException {
        RuleSet rules = read(tokenRule("below", "hosts = *.example.com") + tokenRule("self", "hosts = example.com"));

        assertThat(matched(rules, "https://example.com/")).isEqualTo("self");
        assertThat(matched(rules, "https://a.example.com/")).isEqualTo("below");
    }

    @Test
    void methodsThatDoNotOverlapDoNotTie() throws RulesException {
        RuleSet rules = read(tokenRule("read", "hosts = a.example.com", "methods = GET")
                + tokenRule("write", "hosts = a.example.com", "methods = POST, PUT"));

        assertThat(matched(rules, "https://a.example.com/")).isEqualTo("read");
        assertThat(rules.match("https", "a.example.com", 443, "/", "PUT"))
                .hasToString("rule 'write' (agent.properties:8)");
        assertThat(rules.match("https", "a.example.com", 443, "/", "DELETE")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"tr-TR", "en-US"})
    void hostsDoNotDependOnTheLocale(String tag) throws RulesException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertThat(read(tokenRule("a", "hosts = API.INFO.EXAMPLE")).covers("api.info.example"))
                    .isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    private static RuleSet someRules() throws RulesException {
        return read(tokenRule(
                "a",
                "hosts = api.example.com:8443, *.orders.example.com, bücher.example, 127.0.0.1, [0:0::1]",
                "paths = /v1/**"));
    }

    private static @Nullable String matched(RuleSet rules, String url) {
        java.net.URI uri = java.net.URI.create(url);
        int standard = uri.getScheme().equals("https") ? 443 : 80;
        int port = uri.getPort() < 0 ? standard : uri.getPort();
        Rule rule = rules.match(uri.getScheme(), uri.getHost(), port, uri.getRawPath(), "GET");
        return rule == null ? null : rule.name();
    }
}
