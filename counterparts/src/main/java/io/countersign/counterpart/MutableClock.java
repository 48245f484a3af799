package io.countersign.counterpart;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until a test moves it; safe to read from any thread. */
public final class MutableClock extends Clock {

    private Instant now;

    /** @param start what it shows until it is moved */
    public MutableClock(Instant start) {
        this.now = start;
    }

    /** Moves it on, or back if the duration is negative. */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same clock: what it shows is an instant, whatever the zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
