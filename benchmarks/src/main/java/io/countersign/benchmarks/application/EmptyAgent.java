package io.countersign.benchmarks.application;

/** The least that any agent costs: the JVM itself starts otherwise as soon as there is one. */
public final class EmptyAgent {

    private EmptyAgent() {}

    /** Does nothing. */
    public static void premain(String arguments) {}
}
