package io.countersign.counterpart;

import java.util.ArrayList;
import java.util.List;

/** What has come so far, for those who look and those who wait. */
final class Recorded<T> {

    private final List<T> all = new ArrayList<>();
    private final Arrivals arrivals = new Arrivals();

    /** Returns at which place it stands. */
    int add(T one) {
        int place;
        synchronized (all) {
            place = all.size();
            all.add(one);
        }
        arrivals.add();
        return place;
    }

    List<T> list() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    /** Waits until so many have come since the last {@link #clear}. */
    void await(int count) {
        arrivals.await(count);
    }

    void clear() {
        synchronized (all) {
            all.clear();
        }
        arrivals.reset();
    }
}
