package io.countersign;

import io.countersign.request.AuthenticationException;
import io.countersign.request.Authorization;
import io.countersign.request.FakeResponse;
import io.countersign.rules.RulesException;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The words of signing rules, seen on requests and in messages. */
final class SigningEngineTest {

    private static final String SIGNED = """
            identity.s.type = aws
            identity.s.access-key-id = AKIDEXAMPLE
            identity.s.secret-access-key = the-secret-key
            rule.s.hosts = api.example.com
            rule.s.identity = s
            rule.s.service = execute-api
            rule.s.region = eu-west-1
            """;

    @TempDir
    Path folder;

    @Test
    void aHostThatTellsNoServiceNamesRuleLineAndKeys() {
        String rules = SIGNED.replace("api.example.com", "*.amazonaws.com")
                .replace("rule.s.service = execute-api\nrule.s.region = eu-west-1\n", "");

        assertThatThrownBy(() -> engine(rules).authorize(new Hop("https://ec2-1-2-3-4.compute-1.amazonaws.com/")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessage(
                        "s: rule 's' (agent.properties:4): the host 'ec2-1-2-3-4.compute-1.amazonaws.com' is none of"
                                + " those whose AWS service and region Countersign knows; add service and region to the"
                                + " rule");
    }

    @Test
    void anUnsignedPayloadForLambdaBehindAWildcardIsRefusedWhenItIsMet() {
        String rules = SIGNED.replace("api.example.com", "*.on.aws")
                .replace("rule.s.service = execute-api\nrule.s.region = eu-west-1\n", "rule.s.payload = unsigned\n");

        assertThatThrownBy(() -> engine(rules).authorize(new Hop("https://a.lambda-url.eu-west-1.on.aws/")))
                .isInstanceOf(AuthenticationException.class)
                .hasMessage("s: rule 's' (agent.properties:4): AWS Lambda takes no unsigned payload; set payload ="
                        + " signed for its hosts");
    }

    @Test
    void anUnsignedPayloadIsDeclared() throws Exception {
        Hop hop = authorized(SIGNED + "rule.s.payload = unsigned\n", new Hop("https://api.example.com/"));
        assertThat(hop.header("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD");
    }

    @Test
    void rulesOfOneIdentityShareTheClockThatARefusalPutRight() throws Exception {
        AuthEngine engine = engine(SIGNED + """
                rule.u.hosts = a.lambda-url.eu-west-1.on.aws
                rule.u.identity = s
                """);
        Authorization refused = engine.authorize(new Hop("https://api.example.com/"));
        assertThat(refused).isNotNull();
        assertThat(refused.renew(new FakeResponse(
                        403,
                        Map.of(
                                "x-amzn-errortype", "InvalidSignatureException",
                                "date", "Sun, 22 Nov 2026 12:10:00 GMT"))))
                .isTrue();

        Hop other = new Hop("https://a.lambda-url.eu-west-1.on.aws/");
        engine.authorize(other);
        assertThat(other.header("X-Amz-Date")).isEqualTo("20261122T121000Z");
    }

    private Hop authorized(String rules, Hop hop) throws Exception {
        assertThat(engine(rules).authorize(hop)).isNotNull();
        return hop;
    }

    private AuthEngine engine(String rules) throws IOException, RulesException {
        File file = Files.writeString(folder.resolve("agent.properties"), rules, StandardCharsets.UTF_8)
                .toFile();
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
        Surroundings surroundings = Surroundings.of(clock, new SecureRandom(), Runnable::run, time -> {});
        return AuthEngine.of(RulesFile.read(file, null, Environment.ofProcess()), surroundings);
    }
}
