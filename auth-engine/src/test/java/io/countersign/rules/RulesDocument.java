package io.countersign.rules;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reference, {@code docs/rules.md}: of each row of its tables of keys, default, shape and meaning are what the code
 * says. What a row says beyond that, behind the meaning and in the last column, is written by hand and stays.
 */
final class RulesDocument {

    private static final String TABLE_OF_RULES = "| key | default | meaning |";
    private static final String TABLE = "| key | default | must be | meaning | what happens without it |";
    private static final Pattern CELL = Pattern.compile(" \\| ");

    private final Map<String, RuleKey> ruleKeys =
            RuleKeys.all().stream().collect(Collectors.toMap(RuleKey::name, Function.identity()));

    /** The text with the rows as they have to be. */
    String written(String text) {
        StringBuilder written = new StringBuilder();
        String table = "";
        String section = "";
        for (String line : text.split("\n", -1)) {
            section = line.startsWith("#") ? line.replaceFirst("^#+ ", "") : section;
            table = line.startsWith("| key |") ? line : line.startsWith("|") ? table : "";
            written.append(row(table, section, line)).append('\n');
        }
        return written.substring(0, written.length() - 1);
    }

    private String row(String table, String section, String line) {
        if (!line.startsWith("| `")) {
            return line;
        }
        if (table.equals(TABLE_OF_RULES)) {
            return ofRule(line);
        }
        return table.equals(TABLE) ? ofIdentity(section, line) : line;
    }

    private String ofRule(String line) {
        String[] cells = cells(line, 3);
        RuleKey key = ruleKeys.get(name(cells));
        return key == null
                ? "gone: " + line
                : joined(cells[0], otherwise(key.otherwise(), cells[1]), meaning(key.meaning(), cells[2]));
    }

    private static String ofIdentity(String section, String line) {
        String[] cells = cells(line, 5);
        IdentityKey key = described(name(cells), section);
        if (key == null) {
            return "gone: " + line;
        }
        String otherwise = key.isRequired() ? "required" : otherwise(key.otherwise(), cells[1]);
        String shape = key.shape().description().replace("<", "\\<");
        return joined(cells[0], otherwise, shape, meaning(key.meaning(), cells[3]), cells[4]);
    }

    /** The one of the section's type, if types differ. */
    private static @Nullable IdentityKey described(String name, String section) {
        List<IdentityKey> found = Stream.concat(IdentityKeys.all().stream(), GlobalKeys.all().stream())
                .filter(key -> key.name().equals(name))
                .toList();
        return found.stream()
                .filter(key ->
                        key.types().stream().anyMatch(type -> type.toString().equals(section)))
                .findFirst()
                .orElse(found.isEmpty() ? null : found.get(0));
    }

    private static String otherwise(@Nullable String value, String cell) {
        return value == null ? cell : "`" + value + "`";
    }

    /** What is said by hand begins with a sentence of its own. */
    private static String meaning(String meaning, String cell) {
        int end = cell.indexOf(". ");
        return end < 0 ? meaning : meaning + cell.substring(end + 1);
    }

    private static String name(String[] cells) {
        return cells[0].replace("`", "");
    }

    private static String[] cells(String line, int count) {
        String[] cells = CELL.split(line.substring(2, line.length() - 2), -1);
        if (cells.length != count) {
            throw new IllegalArgumentException("a row has " + cells.length + " cells, not " + count + ": " + line);
        }
        return cells;
    }

    private static String joined(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
