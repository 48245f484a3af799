package io.countersign.benchmarks.startup;

import java.util.Locale;
import java.util.Map;

/** The figures of one JDK as two tables in Markdown: what was measured, and what follows from it. */
final class Report {

    private final Map<Scenario, Series> times;

    Report(Map<Scenario, Series> times) {
        this.times = times;
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("| whole process, ms | minimum | median | quartiles |\n|---|---:|---:|---:|\n");
        times.forEach((scenario, series) -> text.append(measured(scenario, series)));
        text.append(
                        "\n| in the same round | difference, ms | quartiles | ratio | difference of the minima, ms | target |\n")
                .append("|---|---:|---:|---:|---:|---|\n");
        for (Comparison comparison : Comparison.ALL) {
            text.append(compared(comparison));
        }
        return text.toString();
    }

    private static String measured(Scenario scenario, Series series) {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %s |%n",
                scenario.title(),
                series.minimum(),
                series.median(),
                quartiles(series));
    }

    private String compared(Comparison comparison) {
        Series scenario = times.get(comparison.scenario());
        Series reference = times.get(comparison.reference());
        if (scenario == null || reference == null) {
            return "";
        }
        Series difference = scenario.minus(reference);
        return String.format(
                Locale.ROOT,
                "| %s, against %s | %+.1f | %s | %.2f | %+.1f | %s |%n",
                comparison.scenario().title(),
                comparison.reference().title(),
                difference.median(),
                quartiles(difference),
                scenario.over(reference).median(),
                scenario.minimum() - reference.minimum(),
                comparison.target());
    }

    private static String quartiles(Series series) {
        return String.format(Locale.ROOT, "%.1f … %.1f", series.quantile(0.25), series.quantile(0.75));
    }
}
