package io.countersign.benchmarks.startup;

import java.util.List;

/**
 * Two scenarios whose times are compared round by round.
 *
 * @param target what the comparison should show; empty where it only explains another one
 */
record Comparison(Scenario scenario, Scenario reference, String target) {

    /** The targets of {@code docs/benchmarks.md}, and what they are made of. */
    static final List<Comparison> ALL = List.of(
            new Comparison(Scenario.HELLO_EMPTY, Scenario.HELLO, ""),
            new Comparison(Scenario.HELLO_COUNTERSIGN, Scenario.HELLO_EMPTY, "ratio ≤ 1.15"),
            new Comparison(Scenario.GET_EMPTY, Scenario.GET, ""),
            new Comparison(Scenario.GET_NOT_COVERED, Scenario.GET, ""),
            new Comparison(Scenario.GET_COVERED, Scenario.GET_NOT_COVERED, ""),
            new Comparison(Scenario.GET_COVERED, Scenario.GET_EMPTY, ""),
            new Comparison(Scenario.GET_COVERED, Scenario.GET, "difference ≤ 120 ms"));
}
