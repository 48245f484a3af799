package io.countersign.benchmarks.throughput;

import io.countersign.benchmarks.startup.Series;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends requests over a connection that is kept alive, from JVMs without the agent and with it that take turns. */
@Command(
        name = "throughput",
        description = "Requests over a kept connection to this machine, with and without the agent, for each client.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class Throughput implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    private Rounds rounds = new Rounds();

    @Option(names = "--requests", paramLabel = "N", description = "How many requests each JVM sends in a round.")
    private int requests = 500;

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
        if (!rounds.isReady(spec.commandLine().getErr())) {
            return 2;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(rounds.describe(clock, requests + " requests") + "\n");
        out.println(ThroughputReport.head());
        try (RulesFolder folder = RulesFolder.create();
                CountingServer server = CountingServer.start();
                RulesFiles files = new RulesFiles(folder, server.port())) {
            for (MeasuredClient client : clients) {
                out.print(new ThroughputReport(requests).rows(client, measure(client, server, files)));
                out.flush();
            }
        }
        return 0;
    }

    private Map<Rules, Series> measure(MeasuredClient client, CountingServer server, RulesFiles files)
            throws IOException {
        List<Lane<Rules>> lanes = new ArrayList<>();
        try {
            for (Rules rules : Rules.values()) {
                lanes.add(rounds.start(rules, client.factory(), rules.hasAgent() ? files.write(rules) : null));
            }
            Map<Rules, List<String>> own = credentials(lanes, server);
            rounds.run(lanes, lane -> batch(lane, server, own.getOrDefault(lane.rules(), List.of())));
        } finally {
            lanes.forEach(lane -> lane.client().close());
        }
        return Lane.series(Rules.class, lanes);
    }

    /** What the agent sends, for the applications that send the same by themselves: bytes cost time at the server too. */
    private static Map<Rules, List<String>> credentials(List<Lane<Rules>> lanes, CountingServer server)
            throws IOException {
        Map<Rules, List<String>> own = new EnumMap<>(Rules.class);
        for (Lane<Rules> lane : lanes) {
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

    private double batch(Lane<Rules> lane, CountingServer server, List<String> headers) throws IOException {
        double nanos = lane.client().nanos(requests, url(server), headers);
        int authorized = server.takeAuthorized();
        if (authorized != (lane.rules().authorizes() ? requests : 0)) {
            throw new IOException(authorized + " of " + requests + " requests were authorized with: "
                    + lane.rules().title());
        }
        return nanos;
    }
}
