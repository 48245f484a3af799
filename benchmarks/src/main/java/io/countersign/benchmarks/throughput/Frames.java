package io.countersign.benchmarks.throughput;

import io.countersign.benchmarks.startup.Series;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says texts over one web socket as fast as it takes them, from JVMs without the agent and with it that take turns. */
@Command(
        name = "frames",
        description = "Texts over one web socket to this machine, with and without the agent, for each client.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class Frames implements Callable<Integer> {

    private static final String STOP = "{\"type\":\"stop\",\"id\":\"4711\"}";
    private static final String START =
            "{\"id\":\"4711\",\"type\":\"start\",\"payload\":{\"data\":\"{\\\"query\\\":\\\""
                    + "subscription Changed($shop: ID!) { orderChanged(shop: $shop) { id state total lines { article count } } }"
                    + "\\\",\\\"variables\\\":{\\\"shop\\\":\\\"north-4711\\\"}}\"}}";

    private final Clock clock;

    @Mixin
    private Rounds rounds = new Rounds();

    @Option(names = "--messages", paramLabel = "N", description = "How many messages each JVM sends in a round.")
    private int messages = 2_000;

    @Option(names = "--client", paramLabel = "CLIENT", description = "Only this one: ${COMPLETION-CANDIDATES}.")
    private List<SocketClient> clients = List.of(SocketClient.values());

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param clock dates the figures */
    public Frames(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        if (!rounds.isReady(spec.commandLine().getErr())) {
            return 2;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(rounds.describe(clock, messages + " messages") + "\n");
        out.println(FramesReport.head());
        try (RulesFolder folder = RulesFolder.create();
                SocketServer server = SocketServer.start()) {
            for (SocketClient client : clients) {
                out.print(new FramesReport(messages).rows(client, measure(client, server, folder)));
                out.flush();
            }
        }
        return 0;
    }

    private Map<SocketRules, Series> measure(SocketClient client, SocketServer server, RulesFolder folder)
            throws IOException {
        List<Lane<SocketRules>> lanes = new ArrayList<>();
        try {
            String authority = "127.0.0.1:" + server.port();
            for (SocketRules rules : SocketRules.values()) {
                Lane<SocketRules> lane = rounds.start(rules, client.factory(), file(rules, authority, folder));
                lanes.add(lane);
                lane.client().open("ws://" + authority + "/graphql/realtime", SocketServer.SUBPROTOCOL);
            }
            Map<SocketRules, String> texts = texts(lanes, server);
            rounds.run(lanes, lane -> batch(lane, server, texts.getOrDefault(lane.rules(), START)));
        } finally {
            lanes.forEach(lane -> lane.client().close());
        }
        return Lane.series(SocketRules.class, lanes);
    }

    /** What is not said as it is: nothing to authorize, or what the agent makes of it elsewhere. */
    private static Map<SocketRules, String> texts(List<Lane<SocketRules>> lanes, SocketServer server)
            throws IOException {
        Map<SocketRules, String> texts = new EnumMap<>(SocketRules.class);
        for (Lane<SocketRules> lane : lanes) {
            SocketRules reference = lane.rules().reference();
            if (!lane.rules().isStarting()) {
                texts.put(lane.rules(), STOP);
            } else if (reference != null) {
                server.expect(1);
                lane.client().nanosOfTexts(1, START);
                texts.put(reference, server.lastAuthorized());
            }
        }
        server.takeAuthorized();
        return texts;
    }

    private double batch(Lane<SocketRules> lane, SocketServer server, String text) throws IOException {
        server.expect(messages);
        double nanos = lane.client().nanosOfTexts(messages, text);
        int authorized = server.takeAuthorized();
        if (authorized != (lane.rules().isStarting() ? messages : 0)) {
            throw new IOException(authorized + " of " + messages + " messages were authorized with: "
                    + lane.rules().title());
        }
        return nanos;
    }

    private static @Nullable Path file(SocketRules rules, String authority, RulesFolder folder) throws IOException {
        return rules.hasAgent() ? folder.write(rules, rules.lines(authority)) : null;
    }
}
