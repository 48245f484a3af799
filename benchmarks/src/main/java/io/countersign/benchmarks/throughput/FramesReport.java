package io.countersign.benchmarks.throughput;

import io.countersign.benchmarks.startup.Series;
import java.util.Locale;
import java.util.Map;

/** Messages in a second, and with an agent over the same messages without, round by round, in Markdown. */
final class FramesReport {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final String TARGET = "≥ 10,000 a second";

    private final int messages;

    /** @param messages how many each measured time is for */
    FramesReport(int messages) {
        this.messages = messages;
    }

    static String head() {
        return "| client | | messages per second | over the same without the agent | quartiles | target |\n"
                + "|---|---|---:|---:|---:|---|";
    }

    /** @param nanos of a batch in each round */
    String rows(SocketClient client, Map<SocketRules, Series> nanos) {
        StringBuilder text = new StringBuilder();
        for (SocketRules rules : SocketRules.values()) {
            Series times = of(nanos, rules);
            SocketRules reference = rules.reference();
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %,.0f | %s |%n",
                    client.title(),
                    rules.title(),
                    messages / times.median() * NANOS_PER_SECOND,
                    reference == null ? " |  | " : compared(of(nanos, reference).over(times))));
        }
        return text.toString();
    }

    private static String compared(Series rate) {
        return String.format(
                Locale.ROOT,
                "%.3f | %.3f … %.3f | %s",
                rate.median(),
                rate.quantile(0.25),
                rate.quantile(0.75),
                TARGET);
    }

    private static Series of(Map<SocketRules, Series> nanos, SocketRules rules) {
        Series series = nanos.get(rules);
        if (series == null) {
            throw new IllegalArgumentException(rules + " was not measured");
        }
        return series;
    }
}
