package io.countersign.benchmarks.startup;

import java.util.Arrays;

/** The same quantity measured once in every round, in the order of the rounds. Immutable, never empty. */
public final class Series {

    private final double[] values;

    private Series(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a series without a value has no median");
        }
        this.values = values;
    }

    /** As measured, in the order of the rounds. */
    public static Series of(double... values) {
        return new Series(values.clone());
    }

    double minimum() {
        return quantile(0);
    }

    /** Half of the values lie below. */
    public double median() {
        return quantile(0.5);
    }

    /**
     * The value below which the given share of the others lies, interpolated between its two neighbours.
     *
     * @param share from 0, the minimum, to 1, the maximum
     */
    public double quantile(double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = (int) Math.ceil(position);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** Round by round, so that what slows a whole round down cancels out. */
    Series minus(Series other) {
        double[] differences = new double[sameLength(other)];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = values[i] - other.values[i];
        }
        return new Series(differences);
    }

    /** Round by round, this divided by the other. */
    public Series over(Series other) {
        double[] ratios = new double[sameLength(other)];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = values[i] / other.values[i];
        }
        return new Series(ratios);
    }

    private int sameLength(Series other) {
        if (values.length != other.values.length) {
            throw new IllegalArgumentException(
                    "only series of the same rounds make pairs, not " + values.length + " and " + other.values.length);
        }
        return values.length;
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
