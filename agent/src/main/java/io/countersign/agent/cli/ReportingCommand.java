package io.countersign.agent.cli;

import io.countersign.agent.cli.report.Report;
import io.countersign.agent.cli.report.ReportJson;
import io.countersign.agent.cli.report.ReportText;
import io.countersign.rules.Problem;
import io.countersign.rules.RulesException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that finds something out and reports it, in one of two forms. */
abstract class ReportingCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print one JSON object in place of text.")
    boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Spec
    @Nullable
    CommandSpec spec;

    private final Console console;

    ReportingCommand(Console console) {
        this.console = console;
    }

    /**
     * What was found out.
     *
     * @throws RulesException if the rules file cannot be used
     * @throws IOException with cause and remedy in its message
     */
    abstract Report report() throws RulesException, IOException;

    /** Whether standard output is for one value alone, so that failures have to go elsewhere. */
    boolean isForScripts() {
        return false;
    }

    final Console console() {
        return console;
    }

    @Override
    public final Integer call() {
        Report report = reportOrFailure();
        if (json) {
            new ReportJson(console.out()).print(report);
        } else if (report.value() != null) {
            console.out().println(report.value());
        } else {
            new ReportText(isForScripts() ? console.err() : console.out(), console.ansi()).print(report);
        }
        return report.isGood() ? 0 : 1;
    }

    /** A mistake in the command line, which is answered with the usage. */
    final ParameterException misuse(String message) {
        if (spec == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(spec.commandLine(), message);
    }

    private Report reportOrFailure() {
        try {
            return report();
        } catch (RulesException e) {
            return unusable(e.problems());
        } catch (IOException e) {
            return Report.bad(String.valueOf(e.getMessage()));
        }
    }

    private static Report unusable(List<Problem> problems) {
        int more = problems.size() - 1;
        String summary = problems.get(0) + (more == 0 ? "" : " (and " + more + " more)");
        return Report.bad(summary).lines("errors", problems);
    }
}
