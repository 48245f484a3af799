package io.countersign.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** {@code docs/support.md}, whose tables are what ran last; the words around them are written by hand. */
public final class SupportPage {

    private SupportPage() {}

    /** Writes what the results say into the page; its one argument. What did not run stays as it is. */
    public static void main(String[] arguments) throws IOException {
        Path page = Path.of(arguments[0]);
        String text = Files.readString(page);
        text = over(text, "contract", Results.ofContract().all(), ContractTable::of);
        List<Result> swept = Results.ofSweep().all();
        text = swept.isEmpty() ? text : with(text, "sweep", SweepTable.of(swept));
        text = over(text, "libraries", Results.ofLibraries().all(), ContractTable::of);
        text = over(text, "agents", Results.ofAgents().all(), ContractTable::of);
        text = over(text, "containers", Results.ofContainers().all(), ContainersTable::of);
        Files.writeString(page, text);
    }

    /** The text with these results over those that stand in a table. */
    static String over(String text, String name, List<Result> results, Function<List<Result>, List<String>> table) {
        return results.isEmpty()
                ? text
                : with(text, name, StandingTable.merged(between(text, name), table.apply(results)));
    }

    /** The text with other lines between the two marks of a name. */
    static String with(String text, String name, List<String> lines) {
        int from = from(text, name);
        return text.substring(0, from) + String.join("\n", lines) + "\n" + text.substring(to(text, name));
    }

    private static List<String> between(String text, String name) {
        return text.substring(from(text, name), to(text, name)).lines().toList();
    }

    private static int from(String text, String name) {
        String start = "<!-- " + name + " -->\n";
        int at = text.indexOf(start);
        if (at < 0 || to(text, name) < at) {
            throw new IllegalArgumentException("the page has no marks for " + name);
        }
        return at + start.length();
    }

    private static int to(String text, String name) {
        return text.indexOf("<!-- end of " + name + " -->");
    }
}
