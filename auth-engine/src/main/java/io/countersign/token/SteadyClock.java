package io.countersign.token;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import static java.util.Objects.requireNonNull;

/**
 * A clock to count lifetimes by: it starts at the wall clock's time, never goes back, and counts a machine's sleep. A
 * wall clock goes back when it is set, and a monotonic one stands still in sleep; so whenever the two part by more than
 * a tenth of a second, what the wall clock gained is counted and what it lost is not. It may therefore be ahead of a wall
 * clock that was corrected: right for how long something lasts, wrong for what time it is.
 *
 * <p>It misses a sleep between two readings between which the wall clock was set back, too, and what is under that tenth.
 */
public final class SteadyClock extends Clock {

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1000 * NANOS_PER_MILLI;
    private static final long TOLERANCE = 100 * NANOS_PER_MILLI;

    private final Clock wall;
    private final LongSupplier nanoTime;
    private final AtomicReference<Offsets> offsets;

    private SteadyClock(Clock wall, LongSupplier nanoTime, AtomicReference<Offsets> offsets) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.offsets = offsets;
    }

    /** @param nanoTime what {@link System#nanoTime} is: never going back, from any origin */
    public static SteadyClock of(Clock wall, LongSupplier nanoTime) {
        long ahead = wall.millis() * NANOS_PER_MILLI - nanoTime.getAsLong();
        return new SteadyClock(wall, nanoTime, new AtomicReference<>(new Offsets(ahead, ahead)));
    }

    @Override
    public long millis() {
        return Math.floorDiv(nanos(), NANOS_PER_MILLI);
    }

    @Override
    public Instant instant() {
        long nanos = nanos();
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    /** The offsets are read before the clocks, so that who replaces them has looked at the clocks later than who set them. */
    private long nanos() {
        while (true) {
            Offsets seen = requireNonNull(offsets.get());
            long nano = nanoTime.getAsLong();
            long ahead = wall.millis() * NANOS_PER_MILLI - nano;
            long gained = ahead - seen.wall;
            if (Math.abs(gained) <= TOLERANCE) {
                return nano + seen.counted;
            }
            boolean heldUpBetweenTheReadings = nanoTime.getAsLong() - nano > TOLERANCE;
            Offsets next = new Offsets(ahead, seen.counted + Math.max(0, gained));
            if (!heldUpBetweenTheReadings && offsets.compareAndSet(seen, next)) {
                return nano + next.counted;
            }
        }
    }

    @Override
    public ZoneId getZone() {
        return wall.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(wall.withZone(zone), nanoTime, offsets);
    }

    @Override
    public String toString() {
        return "SteadyClock(" + wall + ")";
    }

    /** How far the wall clock was ahead of the nano-time when last noted, and how far this clock is, in nanoseconds. */
    private static final class Offsets {

        private final long wall;
        private final long counted;

        Offsets(long wall, long counted) {
            this.wall = wall;
            this.counted = counted;
        }
    }
}
