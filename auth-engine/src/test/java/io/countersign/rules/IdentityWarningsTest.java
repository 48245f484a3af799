package io.countersign.rules;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is odd about an identity and yet no error. */
final class IdentityWarningsTest {

    private static final String READABLE = "agent.properties:6: identity.u.endpoint is plain http: ";
    private static final String TO_OTHERS = " readable to a host that is not this one";

    @ParameterizedTest
    @CsvSource({"GEZDGNBVGY3TQOJQ, 80", "GEZD, 16", "GEZDGNBVGY3TQOJQGEZDGNBV, 120"})
    void aShortTotpSecret(String secret, int bits) throws RulesException {
        assertThat(warnings("totp-secret = " + secret))
                .containsExactly("agent.properties:6: identity.u.totp-secret holds " + bits
                        + " bits only, where RFC 4226" + " asks for 128 and Cognito gives more; copy it as a whole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "us-east-2", "us-gov-east-1"})
    void anotherRegionThanTheUserPools(String region) throws RulesException {
        assertThat(warnings("region = " + region))
                .containsExactly(
                        "agent.properties:6: identity.u.region is not the region of identity.u.user-pool-id, and a"
                                + " user pool is known in its own region only; remove the line");
        assertThat(warnings("region = us-east-1")).isEmpty();
    }

    @Test
    void plainHttpToAnotherHost() throws RulesException {
        String tokens = READABLE + "tokens travel" + TO_OTHERS;

        assertThat(warnings("endpoint = http://idp.example.com")).containsExactly(tokens);
        assertThat(warnings("endpoint = http://localhost.example.com")).containsExactly(tokens);
        assertThat(warnings("endpoint = http://127.0.0.1.example.com")).containsExactly(tokens);
        assertThat(warnings("endpoint = http://idp.example.com", "flow = srp")).containsExactly(tokens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "admin"})
    void aPasswordThatTravelsReadable(String flow) throws RulesException {
        assertThat(warnings("endpoint = http://idp.example.com", "flow = " + flow))
                .containsExactly(
                        READABLE + "tokens, and with flow = " + flow + " the password itself, travel" + TO_OTHERS);
        assertThat(warnings("endpoint = https://idp.example.com", "flow = " + flow))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:9229",
                "http://LOCALHOST",
                "http://idp.localhost",
                "http://127.0.0.1:80/a",
                "http://127.1.2.3",
                "http://[::1]:9229",
                "https://idp.example.com"
            })
    void nothingAboutThisVeryMachineOrHttps(String endpoint) throws RulesException {
        assertThat(warnings("endpoint = " + endpoint, "flow = password")).isEmpty();
    }

    private static List<String> warnings(String... lines) throws RulesException {
        StringBuilder text = new StringBuilder("""
                identity.u.type = cognito-user
                identity.u.user-pool-id = us-east-1_Ab12Cd34E
                identity.u.client-id = 1example
                identity.u.username = alice
                identity.u.password = hunter2
                """);
        for (String line : lines) {
            text.append("identity.u.").append(line).append('\n');
        }
        text.append("rule.u.hosts = a.example.com\nrule.u.identity = u\n");
        return RulesText.read(text.toString()).warnings().stream()
                .map(Problem::toString)
                .toList();
    }
}
