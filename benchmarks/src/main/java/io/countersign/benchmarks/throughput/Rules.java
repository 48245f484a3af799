package io.countersign.benchmarks.throughput;

/** What the agent of a JVM has to do with the requests that it sends. */
enum Rules {
    /** There is no agent. */
    NO_AGENT("no agent", ""),
    /** The agent has a rule for another host. */
    OTHER_HOST("host without a rule", ""),
    /** A token of a Cognito user. */
    TOKEN("token rule", "≥ 0.97"),
    /** A signature. */
    SIGV4("SigV4 rule", "");

    private final String title;
    private final String target;

    Rules(String title, String target) {
        this.title = title;
        this.target = target;
    }

    String title() {
        return title;
    }

    /** What the throughput over that without the agent should be; empty where it is only shown. */
    String target() {
        return target;
    }

    boolean hasAgent() {
        return this != NO_AGENT;
    }

    boolean authorizes() {
        return this == TOKEN || this == SIGV4;
    }
}
