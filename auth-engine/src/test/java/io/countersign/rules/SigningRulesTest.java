package io.countersign.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.countersign.rules.RulesText.read;
import static org.assertj.core.api.Assertions.assertThat;

/** What the rules of an AWS identity say, and what they leave to host and service. */
final class SigningRulesTest {

    private static final String AWS = "identity.aws.type = aws\n";

    @Test
    void signedRequestsAreAlsoLookedAtAfterA403() throws RulesException {
        String host = "hosts = a.execute-api.eu-west-1.amazonaws.com";
        assertThat(rule(host).retryOn()).containsExactly(401, 403);
        assertThat(rule(host, "retry-on = 401").retryOn()).containsExactly(401);
    }

    @ParameterizedTest
    @CsvSource({
        "a.execute-api.eu-west-1.amazonaws.com,                                    , false",
        "a.execute-api.eu-west-1.amazonaws.com,                              signed, false",
        "bucket.s3.eu-west-1.amazonaws.com,                                unsigned, true",
        "a.vpc-lattice-svcs.eu-west-1.on.aws,                                      , true",
        "*.on.aws,                                                                 , false",
        "a.appsync-api.eu-west-1.amazonaws.com,                            unsigned, true",
    })
    void aSignatureLeavesThePayloadOutWhereTheRuleOrTheServiceSaysSo(
            String host, @Nullable String payload, boolean unsigned) throws RulesException {
        String hosts = "hosts = " + host;
        Rule rule = payload == null ? rule(hosts) : rule(hosts, "payload = " + payload);
        assertThat(rule.leavesPayloadUnsigned()).isEqualTo(unsigned);
    }

    @Test
    void aCustomDomainOfLatticeIsTakenByItsService() throws RulesException {
        assertThat(rule("hosts = a.example.com", "service = vpc-lattice-svcs", "region = eu-west-1")
                        .leavesPayloadUnsigned())
                .isTrue();
    }

    @Test
    void aDefaultPayloadDoesNotApplyToFunctionUrls() throws RulesException {
        RuleSet rules = read(AWS + """
                default.payload = unsigned
                rule.a.hosts = a.lambda-url.eu-west-1.on.aws
                rule.a.identity = aws
                rule.b.hosts = bucket.s3.eu-west-1.amazonaws.com
                rule.b.identity = aws
                """);
        assertThat(rules.rules()).extracting(Rule::leavesPayloadUnsigned).containsExactly(false, true);
        assertThat(rules.rules()).extracting(rules::signsBody).containsExactly(true, false);
    }

    @Test
    void hostsOfEveryPartitionTellServiceAndRegion() throws RulesException {
        for (String domain :
                List.of("cn-north-1.amazonaws.com.cn", "us-iso-east-1.c2s.ic.gov", "eusc-de-east-1.amazonaws.eu")) {
            assertThat(rule("hosts = a.execute-api." + domain).service()).isNull();
        }
    }

    @Test
    void anAppSyncApiMayLeaveItsRegionToTheConfiguration() throws RulesException {
        assertThat(rule("hosts = api.example.com", "auth = appsync").region()).isNull();
    }

    private static Rule rule(String... keys) throws RulesException {
        StringBuilder text = new StringBuilder(AWS).append("rule.r.identity = aws\n");
        for (String key : keys) {
            text.append("rule.r.").append(key).append('\n');
        }
        return read(text.toString()).rules().get(0);
    }
}
