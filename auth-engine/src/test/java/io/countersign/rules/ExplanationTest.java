package io.countersign.rules;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.countersign.rules.RulesText.tokenRule;
import static org.assertj.core.api.Assertions.assertThat;

/** Each rule's reason, and that the winner is the one that the agent takes. */
final class ExplanationTest {

    private static final String RULES = tokenRule("wide", "hosts = *.example.com")
            + tokenRule("exact", "hosts = api.example.com", "paths = /v1/**", "methods = GET")
            + tokenRule("ported", "hosts = api.example.com:8443, [::1]:8443");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | https://api.example.com/v1/a | exact",
                "GET | HTTPS://API.Example.COM./v1/a | exact",
                "GET | https://api.example.com:443/v1/a | exact",
                "POST | https://api.example.com/v1/a | wide",
                "GET | https://api.example.com | wide",
                "GET | https://api.example.com:8443/v1/a | ported",
                "GET | https://[0:0:0:0:0:0:0:1]:8443/ | ported",
                "GET | https://example.com/v1/a | none",
                "GET | http://api.example.com:8080/v1/a | none",
            })
    void theWinnerIsTheOneThatTheRulesMatch(String method, String address, String winner) throws RulesException {
        Explanation explanation = Explanation.of(RulesText.read(RULES), URI.create(address), method);
        Rule found = explanation.winner();
        assertThat(found == null ? "none" : found.name()).isEqualTo(winner);
        assertThat(explanation.others()).hasSize(found == null ? 3 : 2).doesNotContainKey(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | https://api.example.com/v1/a | wide | takes it too, but rule 'exact' is more specific",
                "GET | https://api.example.com/v1/a | ported"
                        + " | port 443 is not that of api.example.com:8443, which means 8443",
                "GET | http://api.example.com:81/ | exact | port 81 is not that of api.example.com, which means 80",
                "GET | https://api.example.com/v2 | exact | path /v2 is none of /v1/**",
                "PUT | https://api.example.com/v1/a | exact | method PUT is none of GET",
                "GET | https://example.com/ | wide | host example.com is none of *.example.com",
                "GET | https://a.b.example.com/ | ported"
                        + " | host a.b.example.com is none of api.example.com:8443, [0:0:0:0:0:0:0:1]:8443",
            })
    void theFirstDifferenceIsTheReason(String method, String address, String rule, String reason)
            throws RulesException {
        Explanation explanation = Explanation.of(RulesText.read(RULES), URI.create(address), method);
        assertThat(explanation.others().entrySet())
                .filteredOn(each -> each.getKey().name().equals(rule))
                .singleElement()
                .satisfies(each -> assertThat(each.getValue()).isEqualTo(reason));
    }

    @Test
    void aHostThatWasMeantIsNamedOnlyIfNobodyTakesTheRequest() throws RulesException {
        RuleSet rules = RulesText.read(RULES);
        assertThat(Explanation.of(rules, URI.create("https://api.exmaple.com/"), "GET")
                        .nearestHost())
                .isEqualTo("api.example.com");
        assertThat(Explanation.of(rules, URI.create("https://ap.example.com/"), "GET")
                        .nearestHost())
                .isEmpty();
        assertThat(Explanation.of(rules, URI.create("https://www.w3.org/"), "GET")
                        .nearestHost())
                .isEmpty();
    }
}
