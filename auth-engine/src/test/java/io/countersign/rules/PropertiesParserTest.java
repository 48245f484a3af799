package io.countersign.rules;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

final class PropertiesParserTest {

    private static final File FILE = new File("agent.properties");

    @Property(tries = 20_000)
    void agreesWithJavaUtilProperties(@ForAll("files") String text) throws IOException {
        Map<String, String> expected = javaUtilProperties(text);
        Problems problems = new Problems();

        Map<String, Entry> entries = PropertiesParser.parse(FILE, text, problems);

        assertThat(isMalformed(problems)).isEqualTo(expected == null);
        if (expected != null) {
            assertThat(plain(entries)).isEqualTo(expected);
        }
    }

    /** Every character that means something, and a few that do not. */
    @Provide
    Arbitrary<String> files() {
        Arbitrary<String> pieces = Arbitraries.of(
                "a", "b", "é", "٣", " ", "\t", "\f", "=", ":", "#", "!", "\\", "\\\\", "\n", "\r", "\r\n", "\\\n",
                "\\u", "\\u00e9", "\\u0041", "\\n", "\\t", "\\r", "\\f", "0", "n");
        return pieces.list().ofMaxSize(25).map(list -> String.join("", list));
    }

    @Example
    void remembersTheLineWhereAnEntryStarts() {
        String text = "# comment\r\n\n  a = 1, \\\n      2\r\n! other\rb : 3\nc 4";

        Map<String, Entry> entries = PropertiesParser.parse(FILE, text, new Problems());

        assertThat(plain(entries)).isEqualTo(Map.of("a", "1, 2", "b", "3", "c", "4"));
        assertThat(entries.values()).extracting(Entry::line).containsExactly(3, 6, 7);
    }

    @Example
    void aKeyThatStandsTwiceIsAProblemThatNamesBothLines() {
        Problems problems = new Problems();

        PropertiesParser.parse(FILE, "a=1\nb=2\n\\u0061=3\n", problems);

        RulesException failure = catchThrowableOfType(RulesException.class, problems::throwIfAny);
        assertThat(failure).hasMessage("agent.properties:3: repeats the key of line 1; keep one of the two");
    }

    private static boolean isMalformed(Problems problems) {
        RulesException failure = catchThrowableOfType(RulesException.class, problems::throwIfAny);
        return failure != null && failure.toString().contains("hexadecimal");
    }

    private static @Nullable Map<String, String> javaUtilProperties(String text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            return null;
        }
        Map<String, String> plain = new LinkedHashMap<>();
        properties.forEach((key, value) -> plain.put((String) key, (String) value));
        // A file that ends in the midst of a continuation gives an empty key, or not, depending on its line breaks.
        plain.remove("");
        return plain;
    }

    private static Map<String, String> plain(Map<String, Entry> entries) {
        Map<String, String> plain = new LinkedHashMap<>();
        entries.forEach((key, entry) -> plain.put(key, entry.value()));
        plain.remove("");
        return plain;
    }
}
