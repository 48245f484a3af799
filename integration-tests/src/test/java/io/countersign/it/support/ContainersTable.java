package io.countersign.it.support;

import java.util.ArrayList;
import java.util.List;

/** One row for each container or setting of the JVM, one column for each JDK, as in the table of the contract. */
final class ContainersTable {

    private ContainersTable() {}

    static List<String> of(List<Result> results) {
        List<String> lines = new ArrayList<>(ContractTable.of(results));
        lines.set(0, lines.get(0).replace("| client |", "| where |"));
        return lines;
    }
}
