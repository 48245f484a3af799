package io.countersign.benchmarks.throughput;

import org.jspecify.annotations.Nullable;

/** Who authorizes the requests of a JVM: nobody, the agent, or the application itself with the very same headers. */
enum Rules {
    /** There is no agent. */
    NO_AGENT("no agent", null, ""),
    /** The agent has a rule for another host. */
    OTHER_HOST("host without a rule", NO_AGENT, ""),
    /** There is no agent, and the application sends a token. */
    OWN_TOKEN("no agent, a token of its own", null, ""),
    /** A token of a Cognito user. */
    TOKEN("token rule", OWN_TOKEN, "≥ 0.97"),
    /** There is no agent, and the application sends one signature again and again. */
    OWN_SIGNATURE("no agent, a signature of its own", null, ""),
    /** A signature. */
    SIGV4("SigV4 rule", OWN_SIGNATURE, "");

    private final String title;
    private final @Nullable Rules reference;
    private final String target;

    Rules(String title, @Nullable Rules reference, String target) {
        this.title = title;
        this.reference = reference;
        this.target = target;
    }

    /** The same requests without the agent, which this is compared with; null for those. */
    @Nullable
    Rules reference() {
        return reference;
    }

    String title() {
        return title;
    }

    /** What the throughput over that of the reference should be; empty where it is only shown. */
    String target() {
        return target;
    }

    boolean hasAgent() {
        return reference != null;
    }

    boolean authorizes() {
        return this != NO_AGENT && this != OTHER_HOST;
    }
}
