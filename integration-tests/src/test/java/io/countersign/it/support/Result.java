package io.countersign.it.support;

import java.util.List;

/**
 * One test of the contract, as it ended.
 *
 * @param client the library in one version
 * @param jdk what it ran on
 * @param test the test's name
 * @param passed whether the agent kept the contract
 * @param limits what the agent cannot do with the client; empty if there is nothing
 */
public record Result(String client, String jdk, String test, boolean passed, String limits) {

    private static final int FIELDS = 5;

    /** A line of tab-separated fields. */
    static Result parse(String line) {
        String[] fields = line.split("\t", FIELDS);
        return new Result(fields[0], fields[1], fields[2], fields[3].equals("passed"), fields[4]);
    }

    /** The same as a line. */
    public String line() {
        return String.join("\t", List.of(client, jdk, test, passed ? "passed" : "failed", limits));
    }
}
