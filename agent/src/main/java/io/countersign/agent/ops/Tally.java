package io.countersign.agent.ops;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import static java.util.Objects.requireNonNull;

/** How often each of some things has happened. Plain atomics: what is counted here takes a network's time. */
final class Tally<E extends Enum<E>> {

    private final Map<E, AtomicLong> counts;

    private Tally(Map<E, AtomicLong> counts) {
        this.counts = counts;
    }

    static <E extends Enum<E>> Tally<E> of(Class<E> type) {
        Map<E, AtomicLong> counts = new EnumMap<>(type);
        for (E each : type.getEnumConstants()) {
            counts.put(each, new AtomicLong());
        }
        return new Tally<>(counts);
    }

    void add(E one) {
        requireNonNull(counts.get(one)).incrementAndGet();
    }

    long of(E one) {
        return requireNonNull(counts.get(one)).get();
    }

    long sum() {
        long sum = 0;
        for (AtomicLong each : counts.values()) {
            sum += each.get();
        }
        return sum;
    }
}
