package io.countersign.cognito;

import java.time.Duration;

/** How a log-in lets time pass. */
@FunctionalInterface
public interface Waiting {

    /** Returns when the time is over. */
    void pause(Duration time) throws InterruptedException;
}
