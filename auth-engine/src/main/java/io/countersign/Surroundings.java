package io.countersign;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executor;

/** What the engine needs of the world: a clock, chance and threads. */
public final class Surroundings {

    private final Clock clock;
    private final SecureRandom random;
    private final Executor executor;

    private Surroundings(Clock clock, SecureRandom random, Executor executor) {
        this.clock = clock;
        this.random = random;
        this.executor = executor;
    }

    /** @param executor runs log-ins and refreshes; it must not queue one behind another */
    public static Surroundings of(Clock clock, SecureRandom random, Executor executor) {
        return new Surroundings(clock, random, executor);
    }

    /** The real clock and the platform's source of randomness. */
    public static Surroundings ofProcess(Executor executor) {
        return of(Clock.systemUTC(), new SecureRandom(), executor);
    }

    Clock clock() {
        return clock;
    }

    SecureRandom random() {
        return random;
    }

    Executor executor() {
        return executor;
    }
}
