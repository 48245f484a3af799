package io.countersign.benchmarks.throughput;

import io.countersign.benchmarks.startup.Series;
import java.util.Locale;
import java.util.Map;

/** Throughput with an agent over that of the same requests without, round by round, in Markdown. */
final class ThroughputReport {

    private static final double NANOS_PER_MICRO = 1e3;

    private final int requests;

    /** @param requests how many each measured time is for */
    ThroughputReport(int requests) {
        this.requests = requests;
    }

    static String head() {
        return "| client | | µs per request | throughput over the same without the agent | quartiles | target |\n"
                + "|---|---|---:|---:|---:|---|";
    }

    /** @param nanos of a batch in each round */
    String rows(MeasuredClient client, Map<Rules, Series> nanos) {
        StringBuilder text = new StringBuilder();
        for (Rules rules : Rules.values()) {
            Series times = of(nanos, rules);
            Rules reference = rules.reference();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %s | %s |%n",
                    client.title(),
                    rules.title(),
                    times.median() / requests / NANOS_PER_MICRO,
                    reference == null ? " | " : compared(of(nanos, reference).over(times)),
                    rules.target()));
        }
        return text.toString();
    }

    private static String compared(Series throughput) {
        return String.format(
                Locale.ROOT,
                "%.3f | %.3f … %.3f",
                throughput.median(),
                throughput.quantile(0.25),
                throughput.quantile(0.75));
    }

    private static Series of(Map<Rules, Series> nanos, Rules rules) {
        Series series = nanos.get(rules);
        if (series == null) {
            throw new IllegalArgumentException(rules + " was not measured");
        }
        return series;
    }
}
