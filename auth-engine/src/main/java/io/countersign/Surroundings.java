package io.countersign;

import io.countersign.cognito.Waiting;
import io.countersign.event.EngineEvents;
import io.countersign.event.Unwatched;
import io.countersign.secret.Environment;
import io.countersign.token.SteadyClock;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the engine needs of the world: a clock, chance, threads, and a way to wait. */
public final class Surroundings {

    private final Clock clock;
    private final Clock steadyClock;
    private final @Nullable SecureRandom random;
    private final Executor executor;
    private final @Nullable Waiting waiting;
    private final EngineEvents events;

    private Surroundings(
            Clock clock,
            Clock steadyClock,
            @Nullable SecureRandom random,
            Executor executor,
            @Nullable Waiting waiting,
            EngineEvents events) {
        this.clock = clock;
        this.steadyClock = steadyClock;
        this.random = random;
        this.executor = executor;
        this.waiting = waiting;
        this.events = events;
    }

    /**
     * A world of the caller's.
     *
     * @param clock never goes back
     * @param executor runs log-ins and refreshes; it must not queue one behind another
     * @param waiting lets time pass on that clock
     */
    public static Surroundings of(Clock clock, SecureRandom random, Executor executor, Waiting waiting) {
        return new Surroundings(clock, clock, random, executor, waiting, Unwatched.of());
    }

    /** The real clock and the platform's source of randomness. */
    public static Surroundings ofProcess(Executor executor) {
        Clock clock = Clock.systemUTC();
        return new Surroundings(clock, SteadyClock.of(clock, new NanoTime()), null, executor, null, Unwatched.of());
    }

    /** The same, with somebody who is told what becomes of hops and tokens. */
    public Surroundings watchedBy(EngineEvents watcher) {
        return new Surroundings(clock, steadyClock, random, executor, waiting, watcher);
    }

    Clock clock() {
        return clock;
    }

    /** What lifetimes are counted by: unlike the other it never goes back. */
    Clock steadyClock() {
        return steadyClock;
    }

    /** The platform's is opened only for who logs in: it starts the JDK's security providers. */
    SecureRandom random() {
        return random != null ? random : new SecureRandom();
    }

    /** Where references to files lead: those of this process, as when the rules were read. */
    Environment environment() {
        return Environment.ofProcess();
    }

    /** How a log-in waits for the time of its next one-time code. */
    Waiting waiting() {
        return waiting != null ? waiting : time -> TimeUnit.MILLISECONDS.sleep(time.toMillis() + 1);
    }

    /** Who is told; nobody, unless {@link #watchedBy} names someone. */
    EngineEvents events() {
        return events;
    }

    Executor executor() {
        return executor;
    }

    /** The JVM's. A class, because a lambda here would cost each start of a JVM some milliseconds. */
    private static final class NanoTime implements LongSupplier {
        @Override
        public long getAsLong() {
            return System.nanoTime();
        }
    }
}
