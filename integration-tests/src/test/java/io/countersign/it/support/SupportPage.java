package io.countersign.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** {@code docs/support.md}, whose tables are what ran last; the words around them are written by hand. */
public final class SupportPage {

    private SupportPage() {}

    /** Writes what the results say into the page; its one argument. A table whose tests did not run stays as it is. */
    public static void main(String[] arguments) throws IOException {
        Path page = Path.of(arguments[0]);
        String text = Files.readString(page);
        text = with(text, "contract", Results.ofContract().all(), ContractTable::of);
        text = with(text, "sweep", Results.ofSweep().all(), SweepTable::of);
        text = with(text, "libraries", Results.ofLibraries().all(), ContractTable::of);
        text = with(text, "agents", Results.ofAgents().all(), ContractTable::of);
        text = with(text, "containers", Results.ofContainers().all(), ContainersTable::of);
        Files.writeString(page, text);
    }

    private static String with(
            String text, String name, List<Result> results, Function<List<Result>, List<String>> table) {
        return results.isEmpty() ? text : with(text, name, table.apply(results));
    }

    /** The text with other lines between the two marks of a name. */
    static String with(String text, String name, List<String> lines) {
        String start = "<!-- " + name + " -->\n";
        String end = "<!-- end of " + name + " -->";
        int from = text.indexOf(start);
        int to = text.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("the page has no marks for " + name);
        }
        return text.substring(0, from + start.length()) + String.join("\n", lines) + "\n" + text.substring(to);
    }
}
