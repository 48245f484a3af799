package io.countersign.benchmarks.startup;

/** One way to run one of the programs. */
enum Scenario {
    HELLO("hello world, no agent", Agent.NONE, false),
    HELLO_EMPTY("hello world, empty premain", Agent.EMPTY, false),
    HELLO_COUNTERSIGN("hello world, Countersign", Agent.COUNTERSIGN, false),
    GET("first GET, no agent", Agent.NONE, true),
    GET_EMPTY("first GET, empty premain", Agent.EMPTY, true),
    GET_NOT_COVERED("first GET, Countersign, host without a rule", Agent.COUNTERSIGN_FOR_ANOTHER_HOST, true),
    GET_COVERED("first GET, Countersign, host with an api-key rule", Agent.COUNTERSIGN, true);

    /** What stands behind {@code -javaagent:}. */
    enum Agent {
        NONE,
        EMPTY,
        COUNTERSIGN_FOR_ANOTHER_HOST,
        COUNTERSIGN
    }

    private final String title;
    private final Agent agent;
    private final boolean sendsRequest;

    Scenario(String title, Agent agent, boolean sendsRequest) {
        this.title = title;
        this.agent = agent;
        this.sendsRequest = sendsRequest;
    }

    String title() {
        return title;
    }

    Agent agent() {
        return agent;
    }

    boolean sendsRequest() {
        return sendsRequest;
    }
}
