package io.countersign.it.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows in columns as wide as what they hold. */
final class Table {

    private static final List<String> HEADINGS =
            List.of("client", "request", "rule", "header that arrived with the agent", "without", "with");

    private Table() {}

    static void print(PrintStream out, List<Row> rows) {
        List<List<String>> lines = new ArrayList<>(List.of(HEADINGS));
        rows.stream().map(Table::cells).forEach(lines::add);
        int[] widths = IntStream.range(0, HEADINGS.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        lines.add(1, IntStream.of(widths).mapToObj("-"::repeat).toList());
        lines.forEach(line -> out.println(laidOut(line, widths)));
    }

    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>(row.subject());
        cells.add(row.header());
        cells.add(row.statuses().get(0));
        cells.add(row.statuses().get(1) + (row.asExpected() ? "" : " NOT EXPECTED"));
        return cells;
    }

    private static String laidOut(List<String> line, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> line.get(column)
                        + " ".repeat(widths[column] - line.get(column).length()))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }
}
