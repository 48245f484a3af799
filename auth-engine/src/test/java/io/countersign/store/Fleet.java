package io.countersign.store;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import io.countersign.token.MutableClock;
import io.countersign.token.RecordingLogger;
import io.countersign.token.TokenSet;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** JVMs that share a store, whose clock is not theirs, and the tokens of one family. Waiting takes no time. */
final class Fleet {

    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Instant NOW = Instant.parse("2026-01-05T00:00:00Z");

    final MutableClock storeClock = new MutableClock(NOW);
    final MutableClock clock = new MutableClock(NOW.plus(Duration.ofHours(7)));
    final FakeStore store = new FakeStore(storeClock);
    final Family family = new Family(clock);
    final RecordingLogger log = new RecordingLogger();
    final List<Duration> pauses = new ArrayList<>();
    private final StoreTrouble trouble = new StoreTrouble(log);
    private @Nullable Runnable duringPause;

    /** One more JVM, with the password of all. */
    StoredTokens jvm() {
        return jvm("orders", "s3cret");
    }

    /** One more JVM. */
    StoredTokens jvm(String account, String secret) {
        Sharing.World world = Sharing.World.of(clock, this::pause, new SecureRandom(), trouble);
        return StoredTokens.of(family, store, Sharing.of(Secret.of(account), Secret.of(secret), TIMEOUT, world));
    }

    /** Somebody has the lock; who waits for it sees it free, after something has happened. */
    void lockUntilWaitedFor(Runnable happening) {
        store.lockForEver();
        duringPause = () -> {
            store.unlock();
            happening.run();
        };
    }

    private void pause(Duration time) {
        pauses.add(time);
        clock.advance(time);
        Runnable happening = duringPause;
        duringPause = null;
        if (happening != null) {
            happening.run();
        }
    }

    static String access(TokenSet tokens) {
        return tokens.access().value().reveal();
    }

    /** Whether or not it gets any. */
    static void fetch(StoredTokens jvm) {
        try {
            jvm.fetch(null);
        } catch (AuthenticationException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }
}
