package io.countersign.benchmarks.micro;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the benchmarks of one class in JVMs of their own, with the allocation profiler. */
@Command(mixinStandardHelpOptions = true)
public final class JmhRun implements Callable<Integer> {

    private static final String ALLOCATED_PER_CALL = "gc.alloc.rate.norm";

    private final Class<?> benchmarks;

    @Option(
            names = "--thorough",
            description = "3 JVMs with 10 measurements each instead of 1 with 5, which takes less than two minutes.")
    private boolean thorough;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private JmhRun(Class<?> benchmarks) {
        this.benchmarks = benchmarks;
    }

    /** The command that runs them. */
    public static CommandLine command(Class<?> benchmarks, String description) {
        CommandLine command = new CommandLine(new JmhRun(benchmarks));
        command.getCommandSpec().usageMessage().description(description);
        return command;
    }

    @Override
    public Integer call() throws RunnerException {
        Collection<RunResult> results = new Runner(options()).run();
        PrintWriter out = spec.commandLine().getOut();
        out.println("\n| per call | ns | ± (99.9 %) | B allocated |\n|---|---:|---:|---:|");
        for (RunResult result : results) {
            out.print(row(result));
        }
        if (benchmarks.equals(Signing.class)) {
            out.print(SigningTurns.table(thorough ? 9 : 3));
        }
        out.flush();
        return 0;
    }

    private Options options() {
        return new OptionsBuilder()
                .include("^" + benchmarks.getName().replace(".", "\\.") + "\\.")
                .addProfiler(GCProfiler.class)
                .forks(thorough ? 3 : 1)
                .warmupIterations(5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(thorough ? 10 : 5)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .build();
    }

    private static String row(RunResult result) {
        BenchmarkParams run = result.getParams();
        StringBuilder title = new StringBuilder(run.getBenchmark());
        title.delete(0, title.lastIndexOf(".") + 1);
        for (String parameter : run.getParamsKeys()) {
            title.append(", ").append(run.getParam(parameter)).append(' ').append(parameter);
        }
        Result<?> time = result.getPrimaryResult();
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED_PER_CALL);
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.0f |%n",
                title,
                time.getScore(),
                time.getScoreError(),
                allocated == null ? Double.NaN : allocated.getScore());
    }
}
