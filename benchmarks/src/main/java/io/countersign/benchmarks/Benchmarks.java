package io.countersign.benchmarks;

import io.countersign.benchmarks.heap.HeapAfterRefreshes;
import io.countersign.benchmarks.micro.FreshToken;
import io.countersign.benchmarks.micro.JmhRun;
import io.countersign.benchmarks.micro.RuleLookup;
import io.countersign.benchmarks.micro.Signing;
import io.countersign.benchmarks.startup.LogIn;
import io.countersign.benchmarks.startup.StartUp;
import io.countersign.benchmarks.throughput.Frames;
import io.countersign.benchmarks.throughput.Throughput;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The main program; every figure comes from one of its commands. */
@Command(
        name = "benchmarks.jar",
        description = "Measures what Countersign costs; every command prints Markdown at its end.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Benchmarks {

    private Benchmarks() {}

    /** Ends the JVM with 0, 1 if a measurement failed, 2 if an option is wrong. */
    public static void main(String[] arguments) {
        Runtime.getRuntime().exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Benchmarks())
                .addSubcommand("startup", new StartUp(Clock.systemUTC()))
                .addSubcommand(
                        "lookup",
                        JmhRun.command(RuleLookup.class, "Is this request ours? With 10, 1,000 and 10,000 rules."))
                .addSubcommand(
                        "signing",
                        JmhRun.command(
                                Signing.class,
                                "A bearer header and SigV4 signatures, beside the bare hashes and the AWS SDK's."))
                .addSubcommand("tokens", JmhRun.command(FreshToken.class, "A fresh token, for one thread and for two."))
                .addSubcommand("heap", new HeapAfterRefreshes(Clock.systemUTC()))
                .addSubcommand("login", new LogIn(Clock.systemUTC()))
                .addSubcommand("throughput", new Throughput(Clock.systemUTC()))
                .addSubcommand("frames", new Frames(Clock.systemUTC()));
    }
}
