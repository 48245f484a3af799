package io.countersign.store;

import io.countersign.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Under which entry tokens are shared, who may share them, and how long one waits for another. Immutable. */
public final class Sharing {

    /** A log-in can take a handful of calls, and wait for the next one-time code. */
    private static final int CALLS = 4;

    private static final Duration ONE_TIME_CODE = Duration.ofSeconds(40);
    private static final int SHORTEST_PAUSE = 100;

    private final String entry;
    private final Secret secrets;
    private final Duration timeout;
    private final World world;

    private Sharing(String entry, Secret secrets, Duration timeout, World world) {
        this.entry = entry;
        this.secrets = secrets;
        this.timeout = timeout;
        this.world = world;
    }

    /**
     * Sharing among those who have the same account.
     *
     * @param account everything that says whose tokens they are: nobody else may ever get them
     * @param secrets what the log-in proves; a failure counts for the same secrets only
     * @param timeout how long a request waits for tokens; half of it is spent on waiting for another JVM
     */
    public static Sharing of(Secret account, Secret secrets, Duration timeout, World world) {
        return new Sharing(sha256(account.reveal()), secrets, timeout, world);
    }

    /** A name that tells nothing about the account. */
    String entry() {
        return entry;
    }

    Secret secrets() {
        return secrets;
    }

    /** How long this JVM waits for another one's log-in. */
    Duration patience() {
        return timeout.dividedBy(2);
    }

    /** After which a lock's owner is taken for dead: longer than a log-in takes. */
    Duration lease() {
        return timeout.multipliedBy(CALLS).plus(ONE_TIME_CODE);
    }

    Instant now() {
        return world.clock.instant();
    }

    SecureRandom random() {
        return world.random;
    }

    StoreTrouble trouble() {
        return world.trouble;
    }

    /** Not all at the same moment. */
    void pause() throws InterruptedException {
        world.delay.pause(Duration.ofMillis(SHORTEST_PAUSE + world.random.nextInt(SHORTEST_PAUSE)));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            StringBuilder hex = new StringBuilder();
            for (byte b : hash) {
                hex.append(String.format(Locale.ROOT, "%02x", b));
            }
            return hex.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Sharing(" + entry + ")";
    }

    /** What sharing needs of the world. */
    public static final class World {

        private final Clock clock;
        private final Delay delay;
        private final SecureRandom random;
        private final StoreTrouble trouble;

        private World(Clock clock, Delay delay, SecureRandom random, StoreTrouble trouble) {
            this.clock = clock;
            this.delay = delay;
            this.random = random;
            this.trouble = trouble;
        }

        /** @param clock should never go back */
        public static World of(Clock clock, Delay delay, SecureRandom random, StoreTrouble trouble) {
            return new World(clock, delay, random, trouble);
        }
    }
}
