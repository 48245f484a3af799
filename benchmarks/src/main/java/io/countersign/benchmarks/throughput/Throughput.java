package io.countersign.benchmarks.throughput;

import io.countersign.benchmarks.startup.Machine;
import io.countersign.benchmarks.startup.Series;
import java.io.File;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Sends requests over a connection that is kept alive, from JVMs without the agent and with it. They all live from the
 * first round to the last and take turns, each round in another order: what disturbs the machine disturbs all of them.
 */
@Command(
        name = "throughput",
        description = "Requests over a kept connection to this machine, with and without the agent, for each client.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class Throughput implements Callable<Integer> {

    private final Clock clock;

    @Option(names = "--rounds", paramLabel = "N", description = "How many rounds count.")
    private int rounds = 60;

    @Option(names = "--warm-up", paramLabel = "N", description = "How many rounds go before and do not count.")
    private int warmUp = 20;

    @Option(names = "--requests", paramLabel = "N", description = "How many requests each JVM sends in a round.")
    private int requests = 500;

    @Option(names = "--jdk", paramLabel = "HOME", description = "The Java installation to measure.")
    private Path jdk = Path.of(System.getProperty("java.home", ""));

    @Option(names = "--agent", paramLabel = "JAR", description = "The agent's jar.")
    private Path agent = Path.of("agent", "target", "countersign.jar");

    @Option(names = "--client", paramLabel = "CLIENT", description = "Only this one: ${COMPLETION-CANDIDATES}.")
    private List<MeasuredClient> clients = List.of(MeasuredClient.values());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param clock dates the figures */
    public Throughput(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isRegularFile(agent)) {
            spec.commandLine().getErr().println("there is no agent at " + agent + "; build it, or name it by --agent");
            return 2;
        }
        out.println(LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES) + " UTC; " + rounds + " rounds of "
                + requests + " requests; " + Machine.describe() + "\n");
        out.println(ThroughputReport.head());
        Path folder = Files.createTempDirectory("countersign-throughput");
        try (CountingServer server = CountingServer.start();
                RulesFiles files = new RulesFiles(folder, server.port())) {
            for (MeasuredClient client : clients) {
                out.print(new ThroughputReport(requests).rows(client, measure(client, server, files)));
                out.flush();
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    private Map<Rules, Series> measure(MeasuredClient client, CountingServer server, RulesFiles files)
            throws IOException {
        List<Lane> lanes = new ArrayList<>();
        try {
            for (Rules rules : Rules.values()) {
                RunningClient running = RunningClient.start(command(client, rules, files));
                lanes.add(new Lane(rules, running, new ArrayList<>()));
            }
            Map<Rules, List<String>> own = credentials(lanes, server);
            for (int round = -warmUp; round < rounds; round++) {
                for (int i = 0; i < lanes.size(); i++) {
                    Lane lane = lanes.get(Math.floorMod(i + round, lanes.size()));
                    double nanos = batch(lane, server, own.getOrDefault(lane.rules(), List.of()));
                    if (round >= 0) {
                        lane.nanos().add(nanos);
                    }
                }
            }
        } finally {
            lanes.forEach(lane -> lane.client().close());
        }
        Map<Rules, Series> series = new EnumMap<>(Rules.class);
        lanes.forEach(lane -> series.put(lane.rules(), lane.series()));
        return series;
    }

    /** What the agent sends, for the applications that send the same by themselves: bytes cost time at the server too. */
    private static Map<Rules, List<String>> credentials(List<Lane> lanes, CountingServer server) throws IOException {
        Map<Rules, List<String>> own = new EnumMap<>(Rules.class);
        for (Lane lane : lanes) {
            Rules reference = lane.rules().reference();
            if (reference != null && reference.authorizes()) {
                lane.client().nanos(1, url(server), List.of());
                own.put(reference, server.lastCredentials());
            }
        }
        server.takeAuthorized();
        return own;
    }

    private static String url(CountingServer server) {
        return "http://127.0.0.1:" + server.port() + "/v1/orders?page=1";
    }

    private double batch(Lane lane, CountingServer server, List<String> headers) throws IOException {
        double nanos = lane.client().nanos(requests, url(server), headers);
        int authorized = server.takeAuthorized();
        if (authorized != (lane.rules().authorizes() ? requests : 0)) {
            throw new IOException(authorized + " of " + requests + " requests were authorized with: "
                    + lane.rules().title());
        }
        return nanos;
    }

    private List<String> command(MeasuredClient client, Rules rules, RulesFiles files) throws IOException {
        Stream<String> agentOption = rules.hasAgent()
                ? Stream.of("-javaagent:" + agent.toAbsolutePath() + "=" + files.write(rules))
                : Stream.empty();
        Stream<String> application =
                Stream.of("-cp", classPath(), "io.countersign.application.ApplicationMain", client.factory());
        return Stream.of(Stream.of(jdk.resolve("bin").resolve("java").toString()), agentOption, application)
                .flatMap(part -> part)
                .toList();
    }

    /** The applications, and the libraries in versions that get along with each other. */
    private static String classPath() throws IOException {
        try (Stream<Path> libraries = Files.list(Path.of("benchmarks", "target", "clients"))) {
            return Stream.concat(Stream.of(Path.of("applications", "target", "applications.jar")), libraries)
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** One of the JVMs that take turns, and what its batches took. */
    private record Lane(Rules rules, RunningClient client, List<Double> nanos) {
        Series series() {
            return Series.of(nanos.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }
}
