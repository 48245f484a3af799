package io.countersign.benchmarks.startup;

import java.util.Locale;
import java.util.Map;

/** The first request of each scenario, and how much of the log-in it did not have to wait for, in Markdown. */
final class LogInReport {

    private final Map<LogInScenario, Series> times;

    /** @param times of the first request, in milliseconds; all scenarios */
    LogInReport(Map<LogInScenario, Series> times) {
        this.times = times;
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("| first request, ms | minimum | median | quartiles | log-in in it, ms | hidden |\n")
                .append("|---|---:|---:|---:|---:|---:|\n");
        times.forEach((scenario, series) -> text.append(row(scenario, series)));
        return text.toString();
    }

    private String row(LogInScenario scenario, Series series) {
        boolean logsIn = scenario.identity() == LogInScenario.Identity.COGNITO_USER;
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f … %.1f | %s | %s |%n",
                scenario.title(),
                series.minimum(),
                series.median(),
                series.quantile(0.25),
                series.quantile(0.75),
                logsIn ? String.format(Locale.ROOT, "%+.1f", logIn(scenario).median()) : "",
                logsIn && scenario.workMillis() > 0
                        ? String.format(Locale.ROOT, "%.0f %%", 100 * hidden(scenario))
                        : "");
    }

    /** What the request takes longer than one with an API key in the same round. */
    private Series logIn(LogInScenario scenario) {
        return of(scenario).minus(of(LogInScenario.API_KEY));
    }

    /** The share of the log-in that was over when the request came, round by round. */
    private double hidden(LogInScenario scenario) {
        return 1 - logIn(scenario).over(logIn(LogInScenario.AT_ONCE)).median();
    }

    private Series of(LogInScenario scenario) {
        Series series = times.get(scenario);
        if (series == null) {
            throw new IllegalArgumentException(scenario + " was not measured");
        }
        return series;
    }
}
