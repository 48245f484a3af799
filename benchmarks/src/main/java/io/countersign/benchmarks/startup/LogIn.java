package io.countersign.benchmarks.startup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Times the first request of an application whose identity must log in, in JVMs of their own with the shipped agent: how
 * much of the start of the AWS SDK and of the log-in is over when the application has had other things to do before.
 * Rounds are as in {@link StartUp}.
 */
@Command(
        name = "login",
        description = "Times the first request that needs a log-in to a user pool, at once and after other work.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class LogIn implements Callable<Integer> {

    private final Clock clock;

    @Option(names = "--rounds", paramLabel = "N", description = "How many rounds count.")
    private int rounds = 15;

    @Option(names = "--warm-up", paramLabel = "N", description = "How many rounds go before and do not count.")
    private int warmUp = 2;

    @Option(names = "--jdk", paramLabel = "HOME", description = "A Java installation to measure; repeatable.")
    private List<Path> jdks = new ArrayList<>(List.of(Path.of(System.getProperty("java.home", ""))));

    @Option(names = "--agent", paramLabel = "JAR", description = "The agent's jar.")
    private Path agent = Path.of("agent", "target", "countersign.jar");

    @Option(names = "--jvm-option", paramLabel = "OPTION", description = "For every forked JVM; repeatable.")
    private List<String> jvmOptions = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param clock dates the figures */
    public LogIn(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isRegularFile(agent)) {
            spec.commandLine().getErr().println("there is no agent at " + agent + "; build it, or name it by --agent");
            return 2;
        }
        out.println(LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES) + " UTC; " + rounds + " rounds; "
                + Machine.describe());
        Path folder = Files.createTempDirectory("countersign-login");
        try (LogInWorkplace workplace =
                new LogInWorkplace(folder, agent.toAbsolutePath().normalize())) {
            for (Path home : jdks) {
                ForkedJvm jvm = new ForkedJvm(home, jvmOptions, folder.resolve("output"));
                out.println("\n" + jvm.version() + "\n");
                out.flush();
                out.println(new LogInReport(measure(jvm, workplace)).markdown());
                out.flush();
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private Map<LogInScenario, Series> measure(ForkedJvm jvm, LogInWorkplace workplace)
            throws IOException, InterruptedException {
        LogInScenario[] scenarios = LogInScenario.values();
        Map<LogInScenario, double[]> times = new EnumMap<>(LogInScenario.class);
        for (int round = -warmUp; round < rounds; round++) {
            for (int i = 0; i < scenarios.length; i++) {
                LogInScenario scenario = scenarios[Math.floorMod(i + round, scenarios.length)];
                double time = LogInWorkplace.millis(jvm.output(workplace.arguments(scenario)));
                if (round >= 0) {
                    times.computeIfAbsent(scenario, none -> new double[rounds])[round] = time;
                }
            }
        }
        Map<LogInScenario, Series> series = new EnumMap<>(LogInScenario.class);
        times.forEach((scenario, values) -> series.put(scenario, Series.of(values)));
        return series;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
