package io.countersign.benchmarks.micro;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/**
 * The floor and the signature of {@link Signing} in turns of a fraction of a millisecond, each signature between two
 * floors, so that what disturbs the machine disturbs both. Every JVM warms up and then takes its own turns.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
public class SigningTurns {

    private static final int WARM_UP = 3_000;
    private static final int TURNS = 2_000;

    /** A turn is as long as it takes to hash this much. */
    private static final int BYTES_A_TURN = 1 << 16;

    /** What one JVM found: the signature's time divided by the floor's. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Ratios {

        /** Of all turns. */
        public double median;

        /** A quarter of the turns is below. */
        public double lower;

        /** A quarter of the turns is above. */
        public double upper;

        /** Of the shortest turns of either. */
        public double shortest;
    }

    /** All turns of one JVM. */
    @Benchmark
    public void turns(Signing signing, Signing.Body body, Ratios ratios, Blackhole sink) throws IOException {
        double[] found = new double[TURNS];
        double shortestFloor = Double.MAX_VALUE;
        long shortestSignature = Long.MAX_VALUE;
        for (int turn = -WARM_UP; turn < TURNS; turn++) {
            long start = System.nanoTime();
            floor(signing, body, sink);
            long between = System.nanoTime();
            signature(signing, body, sink);
            long after = System.nanoTime();
            floor(signing, body, sink);
            double floor = (between - start + System.nanoTime() - after) / 2.0;
            if (turn >= 0) {
                found[turn] = (after - between) / floor;
                shortestFloor = Math.min(shortestFloor, floor);
                shortestSignature = Math.min(shortestSignature, after - between);
            }
        }
        Arrays.sort(found);
        ratios.median = found[TURNS / 2];
        ratios.lower = found[TURNS / 4];
        ratios.upper = found[TURNS * 3 / 4];
        ratios.shortest = shortestSignature / shortestFloor;
    }

    private static void floor(Signing signing, Signing.Body body, Blackhole sink) {
        for (int done = 0; done < BYTES_A_TURN; done += body.bytes) {
            sink.consume(signing.sigV4Floor(body));
        }
    }

    private static void signature(Signing signing, Signing.Body body, Blackhole sink) throws IOException {
        for (int done = 0; done < BYTES_A_TURN; done += body.bytes) {
            sink.consume(signing.sigV4Signature(body));
        }
    }

    /** What the JVM in the middle found, for each length of the body. */
    static String table(int jvms) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("^" + SigningTurns.class.getName().replace(".", "\\.") + "\\.")
                        .forks(jvms)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
        Map<Integer, String> rows = new TreeMap<>();
        for (RunResult result : results) {
            int bytes = Integer.parseInt(result.getParams().getParam("bytes"));
            rows.put(bytes, row(bytes, result));
        }
        return "\n| signature / floor, in turns | median | quartiles | of the shortest turns | medians of all JVMs |\n"
                + "|---|---:|---:|---:|---:|\n" + String.join("", rows.values());
    }

    private static String row(int bytes, RunResult found) {
        Statistics medians = statistics(found, "median");
        return String.format(
                Locale.ROOT,
                "| %d bytes | %.2f | %.2f … %.2f | %.2f | %.2f … %.2f |%n",
                bytes,
                medians.getPercentile(50),
                statistics(found, "lower").getPercentile(50),
                statistics(found, "upper").getPercentile(50),
                statistics(found, "shortest").getPercentile(50),
                medians.getMin(),
                medians.getMax());
    }

    /** Of one figure of all JVMs. */
    private static Statistics statistics(RunResult found, String counter) {
        Result<?> figure = found.getSecondaryResults().get(counter);
        return Objects.requireNonNull(figure, counter).getStatistics();
    }
}
