package io.countersign.benchmarks.throughput;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a JVM says over its web socket, and who authorizes it: nobody, the agent, or the application with the same texts. */
enum SocketRules {
    /** There is no agent, and nothing to authorize. */
    NO_AGENT("stop, no agent", null, false),
    /** The agent has a rule for another host. */
    OTHER_HOST("stop, host without a rule", NO_AGENT, false),
    /** The agent has a rule, and nothing to authorize. */
    PASSING("stop, API-key rule", NO_AGENT, false),
    /** There is no agent, and the application adds its key. */
    OWN_KEY("start, no agent, a key of its own", null, true),
    /** An API key. */
    KEY("start, API-key rule", OWN_KEY, true),
    /** There is no agent, and the application adds one signature again and again. */
    OWN_SIGNATURE("start, no agent, a signature of its own", null, true),
    /** A signature of each message. */
    IAM("start, IAM rule", OWN_SIGNATURE, true);

    private final String title;
    private final @Nullable SocketRules reference;
    private final boolean starting;

    SocketRules(String title, @Nullable SocketRules reference, boolean starting) {
        this.title = title;
        this.reference = reference;
        this.starting = starting;
    }

    /** The same texts without the agent, which this is compared with; null for those. */
    @Nullable
    SocketRules reference() {
        return reference;
    }

    String title() {
        return title;
    }

    boolean hasAgent() {
        return reference != null;
    }

    /** Whether its texts are such as must be authorized. */
    boolean isStarting() {
        return starting;
    }

    /** The agent's rules, where it is there. */
    List<String> lines(String authority) {
        Stream<String> identity = this == IAM
                ? Stream.of(
                        "rule.orders.region = eu-central-1",
                        "identity.orders.type = aws",
                        "identity.orders.access-key-id = AKIDEXAMPLE",
                        "identity.orders.secret-access-key = not-a-real-secret-access-key")
                : Stream.of("identity.orders.type = api-key", "identity.orders.api-key = da2-not-a-real-key");
        Stream<String> rule = Stream.of(
                "rule.orders.hosts = " + (this == OTHER_HOST ? "api.example.com" : authority),
                "rule.orders.identity = orders",
                "rule.orders.auth = appsync");
        return Stream.concat(rule, identity).toList();
    }
}
