package io.countersign.benchmarks.micro;

import io.countersign.rules.Rule;
import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesException;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Finds the rule of a request among many: every second rule names one host, the others all hosts below one, every fourth
 * has a path. The hosts that are asked for take turns, as in an application that talks to {@value #HOSTS} of them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RuleLookup {

    private static final int HOSTS = 64;

    /** How many rules the file has. */
    @Param({"10", "1000", "10000"})
    public int rules;

    private @Nullable RuleSet ruleSet;
    private final String[] covered = new String[HOSTS];
    private final String[] foreign = new String[HOSTS];
    private int turn;

    /** Reads the rules as the agent does, from a file. */
    @Setup(Level.Trial)
    public void read() throws IOException, RulesException {
        Path file = Files.createTempFile("countersign-rules", ".properties");
        try {
            Files.writeString(file, text());
            ruleSet = RulesFile.read(file.toFile(), null, Environment.ofProcess());
        } finally {
            Files.delete(file);
        }
        for (int i = 0; i < HOSTS; i++) {
            covered[i] = host((int) ((long) i * rules / HOSTS));
            foreign[i] = "static" + i + ".cdn.example.net";
            check(i);
        }
    }

    /** What every request to a host without a rule costs. */
    @Benchmark
    public boolean hostWithoutRule() {
        return rules().covers(foreign[turn++ & (HOSTS - 1)]);
    }

    /** What every request to a covered host costs. */
    @Benchmark
    public @Nullable Rule coveredRequest() {
        return rules().match("https", covered[turn++ & (HOSTS - 1)], 443, "/v1/orders", "GET");
    }

    private RuleSet rules() {
        if (ruleSet == null) {
            throw new IllegalStateException("not read");
        }
        return ruleSet;
    }

    private void check(int i) {
        if (rules().match("https", covered[i], 443, "/v1/orders", "GET") == null || rules().covers(foreign[i])) {
            throw new IllegalStateException("the rules do not say what is measured here");
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder("identity.key.type = api-key\nidentity.key.api-key = benchmark-key\n");
        for (int i = 0; i < rules; i++) {
            String rule = "rule.r" + i + ".";
            text.append(rule).append("identity = key\n").append(rule).append("hosts = ");
            text.append(isWildcard(i) ? "*." + domain(i) : host(i)).append('\n');
            if (i % 4 >= 2) {
                text.append(rule).append("paths = /v1/**\n");
            }
        }
        return text.toString();
    }

    private static String host(int i) {
        return "api." + domain(i);
    }

    private static String domain(int i) {
        return "service" + i + ".team" + i % 100 + ".example.com";
    }

    private static boolean isWildcard(int i) {
        return i % 2 == 1;
    }
}
