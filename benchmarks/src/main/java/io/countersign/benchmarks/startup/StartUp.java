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
 * Runs every scenario once in each round, each round in another order, and compares within the rounds: what disturbs the
 * machine for a while disturbs both sides of a pair.
 */
@Command(
        name = "startup",
        description = "Times whole JVMs with and without the agent: hello world, and one HttpURLConnection GET.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class StartUp implements Callable<Integer> {

    private final Clock clock;

    @Option(names = "--rounds", paramLabel = "N", description = "How many rounds count.")
    private int rounds = 25;

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
    public StartUp(Clock clock) {
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
        Path folder = Files.createTempDirectory("countersign-startup");
        try (KeyServer server = KeyServer.start()) {
            Workplace workplace = new Workplace(folder, agent.toAbsolutePath().normalize(), server.authority());
            for (Path home : jdks) {
                ForkedJvm jvm = new ForkedJvm(home, jvmOptions, folder.resolve("output"));
                out.println("\n" + jvm.version() + "\n");
                out.flush();
                out.println(new Report(measure(jvm, workplace)).markdown());
                out.flush();
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private Map<Scenario, Series> measure(ForkedJvm jvm, Workplace workplace) throws IOException, InterruptedException {
        Scenario[] scenarios = Scenario.values();
        Map<Scenario, double[]> times = new EnumMap<>(Scenario.class);
        for (int round = -warmUp; round < rounds; round++) {
            for (int i = 0; i < scenarios.length; i++) {
                Scenario scenario = scenarios[Math.floorMod(i + round, scenarios.length)];
                double time = jvm.run(workplace.arguments(scenario), workplace.expectedOutput(scenario));
                if (round >= 0) {
                    times.computeIfAbsent(scenario, none -> new double[rounds])[round] = time;
                }
            }
        }
        Map<Scenario, Series> series = new EnumMap<>(Scenario.class);
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
