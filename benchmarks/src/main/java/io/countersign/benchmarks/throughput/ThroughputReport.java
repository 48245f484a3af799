package io.countersign.benchmarks.throughput;

import io.countersign.benchmarks.startup.Series;
import java.util.Locale;
import java.util.Map;

/** Throughput with an agent over that without, round by round, in Markdown. */
final class ThroughputReport {

    private static final double NANOS_PER_MICRO = 1e3;

    private final int requests;

    /** @param requests how many each measured time is for */
    ThroughputReport(int requests) {
        this.requests = requests;
    }

    static String head() {
        return "| client | | µs per request | throughput over no agent | quartiles | target |\n"
                + "|---|---|---:|---:|---:|---|";
    }

    /** @param nanos of a batch in each round */
    String rows(MeasuredClient client, Map<Rules, Series> nanos) {
        StringBuilder text = new StringBuilder();
        Series without = of(nanos, Rules.NO_AGENT);
        for (Rules rules : Rules.values()) {
            Series throughput = without.over(of(nanos, rules));
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %s | %s | %s |%n",
                    client.title(),
                    rules.title(),
                    of(nanos, rules).median() / requests / NANOS_PER_MICRO,
                    rules.hasAgent() ? String.format(Locale.ROOT, "%.3f", throughput.median()) : "",
                    rules.hasAgent()
                            ? String.format(
                                    Locale.ROOT, "%.3f … %.3f", throughput.quantile(0.25), throughput.quantile(0.75))
                            : "",
                    rules.target()));
        }
        return text.toString();
    }

    private static Series of(Map<Rules, Series> nanos, Rules rules) {
        Series series = nanos.get(rules);
        if (series == null) {
            throw new IllegalArgumentException(rules + " was not measured");
        }
        return series;
    }
}
