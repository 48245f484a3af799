package io.countersign.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import static io.countersign.rules.RulesText.tokenRule;
import static org.assertj.core.api.Assertions.assertThat;

final class HostIndexPropertiesTest {

    @Property(tries = 3000)
    void findsWhatANaiveMatcherFinds(@ForAll("patterns") Set<String> patterns, @ForAll("hosts") List<String> hosts)
            throws RulesException {
        StringBuilder text = new StringBuilder();
        List<String> inOrder = new ArrayList<>(patterns);
        for (int i = 0; i < inOrder.size(); i++) {
            text.append(tokenRule("r" + i, "hosts = " + inOrder.get(i)));
        }
        RuleSet rules = RulesText.read(text.toString());

        for (String host : hosts) {
            String expected = naive(inOrder, host.toLowerCase(Locale.ROOT));

            assertThat(rules.covers(host)).as(host).isEqualTo(expected != null);
            Rule rule = rules.match("https", host, 443, "/", "GET");
            assertThat(rule == null ? null : rule.hosts().get(0).toString())
                    .as(host)
                    .isEqualTo(expected);
        }
    }

    private static @Nullable String naive(List<String> patterns, String spelling) {
        String host = spelling.endsWith(".") ? spelling.substring(0, spelling.length() - 1) : spelling;
        String best = patterns.contains(host) ? host : null;
        for (String pattern : patterns) {
            boolean longer = best == null || (best.startsWith("*") && pattern.length() > best.length());
            if (pattern.startsWith("*") && host.endsWith(pattern.substring(1)) && longer) {
                best = pattern;
            }
        }
        return best;
    }

    @Provide
    Arbitrary<Set<String>> patterns() {
        Arbitrary<String> exact = names(2, 5);
        Arbitrary<String> wildcard = names(2, 4).map(name -> "*." + name);
        return Arbitraries.oneOf(exact, wildcard).set().ofMinSize(1).ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<String>> hosts() {
        Arbitrary<String> hosts = Arbitraries.oneOf(
                names(1, 6),
                names(1, 6).map(name -> name + "."),
                names(1, 6).map(name -> name.toUpperCase(Locale.ROOT)));
        return hosts.list().ofSize(20);
    }

    /** Few labels, so that most names meet; among them two with the same hash. */
    private static Arbitrary<String> names(int min, int max) {
        Arbitrary<String> label = Arbitraries.of("a", "b", "ab", "na", "0c", "bc", "cd");
        return label.list().ofMinSize(min).ofMaxSize(max).map(labels -> String.join(".", labels));
    }
}
