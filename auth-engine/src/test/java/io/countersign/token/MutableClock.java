package io.countersign.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until a test moves it. */
public final class MutableClock extends Clock {

    private static final ThreadLocal<@Nullable Interruption> NEXT = new ThreadLocal<>();
    private volatile Instant now;

    public MutableClock(Instant start) {
        this.now = start;
    }

    /** For the test's own thread only; all threads see it. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void advance(Duration step) {
        now = now.plus(step);
    }

    /** The calling thread's next look at this clock, and no other thread's, does something first. */
    public void beforeNextReading(Interruption interruption) {
        NEXT.set(interruption);
    }

    @Override
    public Instant instant() {
        Interruption interruption = NEXT.get();
        if (interruption != null) {
            NEXT.remove();
            try {
                interruption.happen();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the tests need no other zone");
    }

    /** What a test does to a thread between two of its steps. */
    public interface Interruption {
        void happen() throws InterruptedException;
    }
}
