package io.countersign.benchmarks.throughput;

import io.countersign.benchmarks.startup.Machine;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * JVMs without the agent and with it that live from the first round to the last and take turns, each round in another
 * order: what disturbs the machine disturbs all of them.
 */
final class Rounds {

    @Option(names = "--rounds", paramLabel = "N", description = "How many rounds count.")
    private int rounds = 60;

    @Option(names = "--warm-up", paramLabel = "N", description = "How many rounds go before and do not count.")
    private int warmUp = 20;

    @Option(names = "--jdk", paramLabel = "HOME", description = "The Java installation to measure.")
    private Path jdk = Path.of(System.getProperty("java.home", ""));

    @Option(names = "--agent", paramLabel = "JAR", description = "The agent's jar.")
    private Path agent = Path.of("agent", "target", "countersign.jar");

    /** What a JVM does in its turn, in nanoseconds. */
    interface Batch<R extends Enum<R>> {
        double nanos(Lane<R> lane) throws IOException;
    }

    /** Whether the agent is there; says so if it is not. */
    boolean isReady(PrintWriter err) {
        boolean there = Files.isRegularFile(agent);
        if (!there) {
            err.println("there is no agent at " + agent + "; build it, or name it by --agent");
        }
        return there;
    }

    /** What the figures are of, as of now. */
    String describe(Clock clock, String batch) {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES) + " UTC; " + rounds + " rounds of " + batch
                + "; " + Machine.describe();
    }

    /**
     * Starts a JVM.
     *
     * @param factory what the application makes its client by
     * @param file the agent's rules; null for a JVM without the agent
     */
    <R extends Enum<R>> Lane<R> start(R rules, String factory, @Nullable Path file) throws IOException {
        Stream<String> option =
                file == null ? Stream.empty() : Stream.of("-javaagent:" + agent.toAbsolutePath() + "=" + file);
        Stream<String> application =
                Stream.of("-cp", classPath(), "io.countersign.application.ApplicationMain", factory);
        List<String> command = Stream.of(
                        Stream.of(jdk.resolve("bin").resolve("java").toString()), option, application)
                .flatMap(part -> part)
                .toList();
        return new Lane<>(rules, RunningClient.start(command), new ArrayList<>());
    }

    /** Runs all rounds. */
    <R extends Enum<R>> void run(List<Lane<R>> lanes, Batch<R> batch) throws IOException {
        for (int round = -warmUp; round < rounds; round++) {
            for (int i = 0; i < lanes.size(); i++) {
                Lane<R> lane = lanes.get(Math.floorMod(i + round, lanes.size()));
                double nanos = batch.nanos(lane);
                if (round >= 0) {
                    lane.nanos().add(nanos);
                }
            }
        }
    }

    /** The applications, and the libraries in versions that get along with each other. */
    private static String classPath() throws IOException {
        try (Stream<Path> libraries = Files.list(Path.of("benchmarks", "target", "clients"))) {
            return Stream.concat(Stream.of(Path.of("applications", "target", "applications.jar")), libraries)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
