package io.countersign.agent.ops;

import io.countersign.agent.AgentLog;
import io.countersign.rules.RuleSet;
import java.io.File;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows figures where they are wanted: looks for an MBean server and for a recording every few seconds, and has the file with
 * figures written. No lambdas: it is set up while the first request waits.
 */
final class Displays implements LongSupplier {

    /** The first requests of a JVM have better things to wait for. */
    private static final long FIRST_MILLIS = 1_000;

    private static final long EACH_MILLIS = 5_000;
    private static final long DONE = -1;

    private final Operations operations;
    private final Rounds rounds;
    private final Queue<String> lines = new ArrayDeque<>();
    private @Nullable MBeans beans;
    private @Nullable MetricsFile metrics;
    private @Nullable RuleSet inForce;
    private boolean announced;
    private boolean withoutBeans;

    Displays(Operations operations, Rounds rounds) {
        this.operations = operations;
        this.rounds = rounds;
    }

    void begin() {
        rounds.add(FIRST_MILLIS, this);
    }

    /** Looks for places that are there now. */
    @Override
    public long getAsLong() {
        operations.recording().beginIfWanted();
        if (!withoutBeans) {
            lookForServers();
        }
        return EACH_MILLIS;
    }

    private void lookForServers() {
        try {
            MBeans known = beans == null ? new MBeans(operations) : beans;
            beans = known;
            known.look();
        } catch (NoClassDefFoundError e) {
            withoutBeans = true; // a Java that was put together without the module java.management
        }
    }

    /**
     * Has a line said soon, on another thread: this one may load a class of the application's, whose own standard error may be
     * locked. Without rules nothing is said: an agent that stays off has nothing else to say. That the agent is on goes before
     * the first such line, and not before: where no client is used, as in a compiler under {@code JAVA_TOOL_OPTIONS}, nobody
     * needs to know.
     */
    synchronized void say(String line) {
        lines.add(line);
        if (inForce != null) {
            rounds.add(0, new Saying());
        }
    }

    /** Writes figures where these rules say. */
    synchronized void follow(RuleSet rules) {
        inForce = rules;
        if (!lines.isEmpty()) {
            rounds.add(0, new Saying());
        }
        String path = rules.hasGlobal() ? rules.global().optionalText("metrics.file") : null;
        metrics = path == null ? null : new MetricsFile(new File(path), operations.counted());
        if (metrics != null) {
            rounds.add(
                    0,
                    new Writing(
                            metrics, rules.global().duration("metrics.interval").toMillis()));
        }
    }

    /** Null but for the first time. */
    private synchronized @Nullable RuleSet toAnnounce() {
        RuleSet rules = announced ? null : inForce;
        announced = true;
        return rules;
    }

    private synchronized @Nullable String nextLine() {
        return lines.poll();
    }

    private synchronized boolean isInUse(MetricsFile file) {
        return metrics == file;
    }

    private final class Saying implements LongSupplier {
        @Override
        public long getAsLong() {
            RuleSet rules = toAnnounce();
            if (rules != null) {
                StartLine.say(rules, operations.rulesFile());
            }
            for (String line = nextLine(); line != null; line = nextLine()) {
                AgentLog.info(line);
            }
            return DONE;
        }
    }

    /** Ends when other rules name another file, or none. */
    private final class Writing implements LongSupplier {

        private final MetricsFile file;
        private final long millis;

        Writing(MetricsFile file, long millis) {
            this.file = file;
            this.millis = millis;
        }

        @Override
        public long getAsLong() {
            if (!isInUse(file)) {
                return DONE;
            }
            file.write();
            return millis;
        }
    }
}
