package io.countersign.agent.weave;

import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.ops.Operations;
import io.countersign.agent.ops.Printed;
import io.countersign.agent.ops.Rounds;
import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/** Rules that are replaced between the steps of one hop, and within them. */
final class EngineGateTest {

    private static final String KEYED = """
            identity.k.type = api-key
            identity.k.api-key = first
            rule.k.hosts = api.example.com
            rule.k.identity = k
            """;

    private static final String SIGNED = """
            identity.k.type = aws
            identity.k.access-key-id = AKIDEXAMPLE
            identity.k.secret-access-key = the-secret-key
            rule.k.hosts = api.example.com
            rule.k.identity = k
            rule.k.service = execute-api
            rule.k.region = eu-west-1
            """;

    @TempDir
    private Path folder;

    @Test
    void theNextHopGoesByTheNewRulesAndARepeatedOneByItsOwn() throws Exception {
        EngineGate gate = gate(KEYED);
        Hop hop = new Hop();
        Authorization first = requireNonNull(gate.authorize(hop));

        gate.successors().accept(rules(KEYED.replace("first", "second")));

        Hop again = new Hop();
        gate.authorizeAgain(again, first);
        Hop next = new Hop();
        gate.authorize(next);
        assertThat(List.of(hop, again, next))
                .extracting(each -> each.header("x-api-key"))
                .containsExactly("first", "first", "second");
    }

    @Test
    void whatABodyNeedsIsSaidByTheRulesThatItsHopIsAuthorizedBy() throws Exception {
        EngineGate gate = gate(SIGNED);
        RuleSet others = rules(KEYED);
        List<BodyNeed> needs = new ArrayList<>();
        Hop hop = new Hop() {
            @Override
            public byte[] body(long limit) {
                gate.successors().accept(others);
                needs.add(gate.bodyNeed(target(), method()));
                return new byte[0];
            }
        };

        gate.authorize(hop);

        assertThat(needs).singleElement().matches(BodyNeed::isSigned);
        assertThat(hop.header("Authorization")).startsWith("AWS4-HMAC-SHA256 ");
        assertThat(gate.bodyNeed(hop.target(), hop.method()).isSigned()).isFalse();
        assertThat(gate.signsBodies()).isFalse();
    }

    @Test
    void rulesThatComeLateCountFromThenOn() throws Exception {
        PendingRules unusable = new PendingRules(folder.resolve("nowhere").toFile(), null);
        Printed.during(unusable::read);
        EngineGate gate = gate(unusable);
        assertThat(gate.covers("api.example.com")).isFalse();
        assertThat(gate.authorize(new Hop())).isNull();

        gate.successors().accept(rules(KEYED));

        assertThat(gate.covers("api.example.com")).isTrue();
        assertThat(gate.authorize(new Hop())).isNotNull();
    }

    private EngineGate gate(String text) throws Exception {
        rules(text);
        PendingRules pending =
                new PendingRules(folder.resolve("agent.properties").toFile(), null);
        assertThat(pending.read()).isTrue();
        return gate(pending);
    }

    private static EngineGate gate(PendingRules pending) {
        OwnCalls ownCalls = new OwnCalls();
        EngineThreads threads = new EngineThreads(ownCalls);
        Operations operations = Operations.start(pending.file(), new Rounds(ownCalls));
        return new EngineGate(new CurrentRules(pending, threads, operations), ownCalls, threads, operations);
    }

    private RuleSet rules(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("agent.properties"), text);
        return RulesFile.read(file.toFile(), null, Environment.ofProcess());
    }

    /** A hop of no library. */
    private static class Hop implements OutboundRequest {

        private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public RequestTarget target() {
            return RequestTarget.of(URI.create("https://api.example.com/v1"));
        }

        @Override
        public @Nullable String header(String name) {
            return headers.get(name);
        }

        @Override
        public Map<String, List<String>> headers() {
            Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.forEach((name, value) -> all.put(name, new ArrayList<>(List.of(value))));
            return all;
        }

        @Override
        public void setHeader(String name, String value) {
            headers.put(name, value);
        }

        @Override
        public void removeHeader(String name) {
            headers.remove(name);
        }

        @Override
        public void setQuery(@Nullable String query) {}

        @Override
        public byte[] body(long limit) {
            return new byte[0];
        }
    }
}
