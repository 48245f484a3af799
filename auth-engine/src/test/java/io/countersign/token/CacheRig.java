package io.countersign.token;

import io.countersign.request.AuthenticationException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executor;

/** A cache over a queue, with a clock that stands still; fetches run when the test says so, in the test's thread. */
final class CacheRig {

    static final Instant BASE = Instant.parse("2026-01-01T00:00:00Z");

    final MutableClock clock = new MutableClock(BASE);
    final QueueTokenSource source = new QueueTokenSource();
    final RecordingLogger log = new RecordingLogger();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Random random;
    private boolean inline = true;
    final CachedTokens cache;

    /** Jitter is left out, so that margins are exact. */
    CacheRig() {
        this(new NoJitter());
    }

    CacheRig(Random random) {
        this.random = random;
        this.cache = cache(task -> {
            if (inline) {
                task.run();
            } else {
                waiting.add(task);
            }
        });
    }

    /** The same source, clock and log behind another executor. */
    CachedTokens cache(Executor executor) {
        return cache(executor, Duration.ofSeconds(30));
    }

    CachedTokens cache(Executor executor, Duration timeout) {
        RefreshPolicy policy = RefreshPolicy.of(random).withTimeout(timeout);
        return new CachedTokens("orders", source, policy, clock, executor, log);
    }

    /** From now on a fetch waits for {@link #runBackground}. */
    CacheRig holdBackground() {
        inline = false;
        return this;
    }

    int background() {
        return waiting.size();
    }

    void runBackground() {
        Queue<Runnable> tasks = new ArrayDeque<>(waiting);
        waiting.clear();
        tasks.forEach(Runnable::run);
    }

    void give(String value, Duration lifetime) {
        source.answer(ignored -> TestTokens.set(value, clock.instant(), lifetime));
    }

    void failTerminally(String message) {
        source.answer(ignored -> {
            throw AuthenticationException.terminal(message, null);
        });
    }

    void failForNow(String message) {
        source.answer(ignored -> {
            throw AuthenticationException.transientFailure(message, null);
        });
    }

    void wrongPasswordFromNowOn() {
        source.always(ignored -> {
            throw AuthenticationException.terminal("the password is wrong", null);
        });
    }

    String access() throws AuthenticationException {
        return cache.current(TokenUse.ACCESS).value().reveal();
    }

    /** Always the widest margin and the shortest pause. */
    private static final class NoJitter extends Random {

        private static final long serialVersionUID = 1L;

        @Override
        public double nextDouble() {
            return 0;
        }
    }
}
