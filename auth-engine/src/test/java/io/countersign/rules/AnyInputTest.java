package io.countersign.rules;

import io.countersign.secret.FakeEnvironment;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a file holds, it is read or refused with a RulesException, and no message shows a secret. */
final class AnyInputTest {

    private static final String SECRET = "Zs3cret";

    private static final List<String> SECRET_KEYS = IdentityKeys.all().stream()
            .filter(key -> key.shape().isSecret())
            .map(IdentityKey::name)
            .toList();

    private final FakeEnvironment environment =
            new FakeEnvironment().withVariable("HIDDEN", SECRET).withVariable("LINES", SECRET + "\n" + SECRET);

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        assertReadOrRefused(text);
    }

    @Property(tries = 5_000)
    void anyFileIsReadOrRefusedWithoutShowingASecret(@ForAll("files") String text) {
        assertReadOrRefused(text);
    }

    private void assertReadOrRefused(String text) {
        try {
            RuleSet rules = RulesText.read(text, environment);
            assertThat(rules.warnings()).allSatisfy(AnyInputTest::assertHarmless);
            assertThat(rules.identities().toString()).doesNotContain(SECRET);
            for (IdentitySettings identity : rules.identities().values()) {
                assertThat(identity.flow()).isNotEmpty();
                assertThat(identity.timeout()).isPositive();
                assertThat(identity.group("attribute")).doesNotContainKey("");
            }
        } catch (RulesException e) {
            assertThat(e.problems()).isNotEmpty().allSatisfy(AnyInputTest::assertHarmless);
        }
    }

    /** One line of a log, in which nobody reads what should be kept from sight. */
    private static void assertHarmless(Problem problem) {
        assertThat(problem.message()).doesNotContain(SECRET).matches("[^\\p{Cntrl}]+");
    }

    @Provide
    Arbitrary<String> files() {
        return lines().list().ofMaxSize(12).map(lines -> String.join("\n", lines));
    }

    private static Arbitrary<String> lines() {
        Arbitrary<String> identities =
                Arbitraries.of("user", "key", "aws", "", "a b").map(name -> "identity." + name);
        Arbitrary<String> types = Arbitraries.of(IdentityType.values()).map(IdentityType::settingName);
        return Arbitraries.frequencyOf(
                Tuple.of(2, Combinators.combine(identities, types).as((i, type) -> i + ".type = " + type)),
                Tuple.of(
                        5,
                        Combinators.combine(identities, secretKeys(), secretValues())
                                .as((identity, key, value) -> identity + "." + key + " = " + value)),
                Tuple.of(
                        8,
                        Combinators.combine(identities, keys(), values())
                                .as((identity, key, value) -> identity + "." + key + " = " + value)),
                Tuple.of(
                        2,
                        Combinators.combine(Arbitraries.of(RuleReader.KEYS), values())
                                .as((key, value) -> "rule.r." + key + " = " + value)),
                Tuple.of(2, Arbitraries.of("rule.r.hosts = a.example.com", "rule.r.identity = user", "\\", "#")));
    }

    private static Arbitrary<String> secretKeys() {
        return Arbitraries.of(SECRET_KEYS);
    }

    /** Well-formed or not, the secret is in it. */
    private static Arbitrary<String> secretValues() {
        return Combinators.combine(pieces(), pieces()).as((before, after) -> before + SECRET + after);
    }

    private static Arbitrary<String> keys() {
        Arbitrary<String> known = Arbitraries.of(IdentityKeys.all()).map(IdentityKey::stem);
        return Combinators.combine(known, pieces()).as((key, tail) -> key + tail);
    }

    private static Arbitrary<String> values() {
        Arbitrary<String> hidden = Arbitraries.of(
                "${env:HIDDEN}", "http://u:" + SECRET + "@h:1", "https://" + SECRET + "@h", "http://${env:LINES}:1");
        Arbitrary<String> plain = Arbitraries.of(
                "true",
                "srp",
                "custom",
                "us-east-1",
                "us-east-1_a",
                "http://h:1",
                "http://h",
                "5s",
                "P",
                "-",
                "://",
                "");
        return Combinators.combine(Arbitraries.oneOf(hidden, plain), pieces()).as((value, tail) -> value + tail);
    }

    /** What means something to one of the parsers, and what does not. */
    private static Arbitrary<String> pieces() {
        return Arbitraries.of(
                "", "", "", "x", ".", "=", ":", "\\:", "@", "[", "%", "\\n", "\\", "$", "${", "}", "é", "\\u0000", " ");
    }
}
