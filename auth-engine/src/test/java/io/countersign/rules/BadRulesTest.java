package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every message that a rules file can provoke, word for word: the table is {@code bad-rules.txt}. */
final class BadRulesTest {

    /** Stands in lines 1 to 10 of every case. */
    private static final String IDENTITIES = """
            identity.user.type = cognito-user
            identity.user.user-pool-id = us-east-1_Ab12Cd34E
            identity.user.client-id = 1example
            identity.user.username = alice
            identity.user.password = hunter2
            identity.key.type = api-key
            identity.key.api-key = k3y
            identity.jwt.type = token
            identity.jwt.value = t0ken
            identity.aws.type = aws
            """;

    private static final String MESSAGE = ">> ";

    private record Bad(String lines, List<String> messages) {

        static Bad of(String block) {
            List<String> lines = block.lines().toList();
            return new Bad(
                    String.join(
                                    "\n",
                                    lines.stream()
                                            .filter(line -> !isMessage(line))
                                            .toList()) + "\n",
                    lines.stream()
                            .filter(Bad::isMessage)
                            .map(line -> line.substring(MESSAGE.length()))
                            .toList());
        }

        private static boolean isMessage(String line) {
            return line.startsWith(MESSAGE);
        }

        @Override
        public String toString() {
            return String.join(" | ", messages);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReported(Bad bad) {
        RulesException failure = RulesText.failure(IDENTITIES + bad.lines, environment());

        assertThat(failure.problems()).extracting(Problem::toString).containsExactlyElementsOf(bad.messages);
        assertThat(failure).hasMessage(String.join("\n", bad.messages));
    }

    /** Blank lines divide the cases. */
    static Stream<Bad> cases() throws IOException {
        try (InputStream in = BadRulesTest.class.getResourceAsStream("/rules/bad-rules.txt")) {
            assertThat(in).isNotNull();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n\n", -1))
                    .filter(block -> !block.startsWith("###"))
                    .map(Bad::of);
        }
    }

    private static FakeEnvironment environment() {
        return new FakeEnvironment()
                .withVariable("HIDDEN", "s3cret")
                .withVariable("EMPTY", "")
                .withVariable("LINES", "one\ntwo");
    }

    @Test
    void everythingIsReportedAtOnce() {
        RulesException failure = RulesText.failure("""
                identity.a.type = api-key
                rule.b.hosts = a..b
                rule.b.identity = c
                rule.b.hots = x
                """, environment());

        assertThat(failure.problems()).extracting(Problem::line).containsExactly(1, 2, 3, 4);
        assertThat(failure.problems().get(3).message()).isEqualTo("unknown key 'rule.b.hots'; did you mean 'hosts'?");
        assertThat(failure.problems().get(3).file()).hasName("agent.properties");
    }
}
