package io.countersign.token;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A machine's two clocks: the wall clock can be set, and the nano-time stands still in sleep. And the true time. */
public final class SteppingClock {

    private final MutableClock truth;
    private final MutableClock wall;
    private final AtomicLong nano = new AtomicLong(-42);

    /** Both clocks are right at first. */
    public SteppingClock(Instant start) {
        this.truth = new MutableClock(start);
        this.wall = new MutableClock(start);
    }

    /** What time it really is, for the counterparts. */
    public MutableClock truth() {
        return truth;
    }

    /** What the machine takes it for. */
    public MutableClock wall() {
        return wall;
    }

    /** Over both clocks of the machine. */
    public SteadyClock steady() {
        return SteadyClock.of(wall, nano::get);
    }

    /** Time goes by. */
    public void run(Duration length) {
        sleep(length);
        nano.addAndGet(length.toNanos());
    }

    /** Time goes by, but the nano-time stands still. */
    public void sleep(Duration length) {
        truth.advance(length);
        wall.advance(length);
    }

    /** Somebody sets the wall clock; no time goes by. */
    public void set(Duration change) {
        wall.advance(change);
    }
}
