package io.countersign.store;

import java.time.Duration;

/** How a thread lets time pass. */
@FunctionalInterface
public interface Delay {

    /** Returns when the time is over. */
    void pause(Duration time) throws InterruptedException;
}
