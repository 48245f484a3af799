package io.countersign.it.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A table of clients and JDKs as it stands in the page, so that running some of the tests writes their cells anew and
 * leaves the others as they were found before. Who wants a row gone takes it out.
 */
final class StandingTable {

    private static final String NOT_RUN = "–";

    private final Map<String, Map<String, String>> rows = new TreeMap<>(new ByVersion());
    private final Collection<String> jdks = new TreeSet<>(Comparator.comparingInt(StandingTable::feature));
    private String first = "";
    private String last = "";

    private StandingTable() {}

    /** The standing lines with the fresh ones over them. */
    static List<String> merged(List<String> standing, List<String> fresh) {
        StandingTable table = new StandingTable();
        table.read(standing);
        table.read(fresh);
        return table.lines();
    }

    private void read(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        List<String> head = cells(lines.get(0));
        first = head.get(0);
        last = head.get(head.size() - 1);
        jdks.addAll(head.subList(1, head.size() - 1));
        for (String line : lines.subList(2, lines.size())) {
            List<String> cells = cells(line);
            Map<String, String> row = rows.computeIfAbsent(cells.get(0), any -> new TreeMap<>());
            for (int i = 1; i < cells.size(); i++) {
                if (!cells.get(i).equals(NOT_RUN)) {
                    row.put(head.get(i), cells.get(i));
                }
            }
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| " + first + " | " + String.join(" | ", jdks) + " | " + last + " |");
        lines.add("|---|" + "---:|".repeat(jdks.size()) + "---|");
        rows.forEach((name, row) -> {
            Stream<String> found = jdks.stream().map(jdk -> row.getOrDefault(jdk, NOT_RUN));
            lines.add("| " + name + " | " + String.join(" | ", found.toList()) + " | " + row.get(last) + " |");
        });
        return lines;
    }

    private static List<String> cells(String line) {
        return List.of(line.substring(2, line.length() - 2).split(" \\| ", -1));
    }

    private static int feature(String jdk) {
        return Integer.parseInt(jdk.replaceAll("\\D", ""));
    }
}
