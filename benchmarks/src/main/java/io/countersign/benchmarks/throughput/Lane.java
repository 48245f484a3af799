package io.countersign.benchmarks.throughput;

import io.countersign.benchmarks.startup.Series;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One of the JVMs that take turns, and what its batches took.
 *
 * @param rules what tells it from the others
 * @param nanos of each batch that counts
 */
record Lane<R extends Enum<R>>(R rules, RunningClient client, List<Double> nanos) {

    /** What all batches took, of each. */
    static <R extends Enum<R>> Map<R, Series> series(Class<R> type, List<Lane<R>> lanes) {
        Map<R, Series> series = new EnumMap<>(type);
        lanes.forEach(lane -> series.put(
                lane.rules(),
                Series.of(lane.nanos().stream().mapToDouble(Double::doubleValue).toArray())));
        return series;
    }
}
