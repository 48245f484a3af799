package io.countersign.it.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One row for each client, one column for each JDK, and in it how many tests of the contract passed. */
final class ContractTable {

    private static final String NOT_RUN = "–";

    private final List<Result> results;
    private final List<String> jdks;

    private ContractTable(List<Result> results) {
        this.results = results;
        Collection<String> found = new TreeSet<>(Comparator.comparingInt(ContractTable::feature));
        results.forEach(result -> found.add(result.jdk()));
        this.jdks = List.copyOf(found);
    }

    static List<String> of(List<Result> results) {
        return new ContractTable(results).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| client | " + String.join(" | ", jdks) + " | limits |");
        lines.add("|---|" + "---:|".repeat(jdks.size()) + "---|");
        Map<String, List<Result>> byClient = new LinkedHashMap<>();
        results.stream()
                .sorted(Comparator.comparing(Result::client, new ByVersion()))
                .forEach(result -> byClient.computeIfAbsent(result.client(), any -> new ArrayList<>())
                        .add(result));
        byClient.forEach((client, ofClient) -> lines.add(row(client, ofClient)));
        return lines;
    }

    private String row(String client, List<Result> ofClient) {
        StringBuilder row = new StringBuilder("| ").append(client).append(" | ");
        for (String jdk : jdks) {
            row.append(cell(ofClient.stream()
                            .filter(result -> result.jdk().equals(jdk))
                            .toList()))
                    .append(" | ");
        }
        return row.append(ofClient.get(0).limits()).append(" |").toString();
    }

    private static String cell(List<Result> ran) {
        long passed = ran.stream().filter(Result::passed).count();
        if (ran.isEmpty()) {
            return NOT_RUN;
        }
        return passed == ran.size() ? "✔ " + passed : "✘ " + passed + " of " + ran.size();
    }

    private static int feature(String jdk) {
        return Integer.parseInt(jdk.replaceAll("\\D", ""));
    }
}
