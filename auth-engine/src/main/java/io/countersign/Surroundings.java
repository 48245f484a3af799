package io.countersign;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What the engine needs of the world: a clock, chance and threads. */
public final class Surroundings {

    private final Clock clock;
    private final @Nullable SecureRandom random;
    private final Executor executor;

    private Surroundings(Clock clock, @Nullable SecureRandom random, Executor executor) {
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
        return new Surroundings(Clock.systemUTC(), null, executor);
    }

    Clock clock() {
        return clock;
    }

    /** The platform's is opened only for who logs in: it starts the JDK's security providers. */
    SecureRandom random() {
        return random != null ? random : new SecureRandom();
    }

    Executor executor() {
        return executor;
    }
}
