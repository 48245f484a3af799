package io.countersign.it.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One row for each line of a library: how many versions there are, and which of them are not authorized. */
final class SweepTable {

    private SweepTable() {}

    /** The test of a result is the library's line; its client ends with the version. */
    static List<String> of(List<Result> results) {
        Map<String, List<Result>> byLine = new LinkedHashMap<>();
        results.forEach(result ->
                byLine.computeIfAbsent(result.test(), any -> new ArrayList<>()).add(result));
        List<String> lines = new ArrayList<>();
        lines.add("| client | versions | authorized | not authorized |");
        lines.add("|---|---|---:|---|");
        byLine.forEach((line, swept) -> lines.add(row(line, swept)));
        return lines;
    }

    private static String row(String line, List<Result> swept) {
        List<String> versions =
                swept.stream().map(SweepTable::version).sorted(new ByVersion()).toList();
        List<String> refused = swept.stream()
                .filter(result -> !result.passed())
                .map(result -> version(result) + (result.limits().isEmpty() ? "" : " (" + result.limits() + ")"))
                .sorted(new ByVersion())
                .toList();
        return String.join(
                " | ",
                "| " + line,
                versions.get(0) + " … " + versions.get(versions.size() - 1),
                swept.size() - refused.size() + " of " + swept.size(),
                (refused.isEmpty() ? "" : String.join(", ", refused)) + " |");
    }

    private static String version(Result result) {
        return result.client().substring(result.client().lastIndexOf(' ') + 1);
    }
}
