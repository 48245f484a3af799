package io.countersign.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** However long a store takes, nobody waits for it longer than was said. */
final class BoundedStoreTest {

    private static final Duration SOON = Duration.ofMillis(50);
    private static final String LATE = "did not answer within 50 ms; check it, or raise token-store.timeout";

    private final FakeStore store = new FakeStore(Clock.systemUTC());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Runnable> held = new ArrayDeque<>();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void aStoreThatAnswersIsUsedAsItIs() throws StoreException {
        TokenStore bounded = BoundedStore.of(store, Duration.ofSeconds(20), threads);
        try (TokenStore.Visit visit = bounded.visit("entry", SOON)) {
            assertThat(visit.tryLock()).isTrue();
            visit.write(new byte[] {1});
            assertThat(visit.read()).containsExactly(1);
            assertThat(visit.now()).isPositive();
        }
        assertThat(store.isLocked()).isFalse();
        assertThat(bounded).hasToString("the fake store");
    }

    @Test
    void oneThatDoesNotIsLeftAlone() {
        TokenStore bounded = BoundedStore.of(store, SOON, held::add);

        assertThatThrownBy(() -> bounded.visit("entry", SOON))
                .isInstanceOf(StoreException.class)
                .hasMessage(LATE);
    }

    @Test
    void aStepThatHangsEndsInTimeToo() throws StoreException {
        Queue<Runnable> waiting = held;
        boolean[] hanging = {false};
        TokenStore bounded = BoundedStore.of(store, SOON, step -> {
            if (hanging[0]) {
                waiting.add(step);
            } else {
                step.run();
            }
        });
        TokenStore.Visit visit = bounded.visit("entry", SOON);
        hanging[0] = true;

        assertThatThrownBy(visit::read).hasMessage(LATE);
        assertThatThrownBy(visit::tryLock).hasMessage(LATE);
        visit.close();
    }

    @Test
    void aVisitThatBeginsTooLateIsEndedAtOnce() {
        AtomicBoolean closed = new AtomicBoolean();
        TokenStore slow = (entry, lease) -> new ClosingVisit(closed);
        TokenStore bounded = BoundedStore.of(slow, SOON, held::add);
        assertThatThrownBy(() -> bounded.visit("entry", SOON)).hasMessage(LATE);

        held.forEach(Runnable::run);

        assertThat(closed).isTrue();
    }

    @Test
    void whateverAStoreThrowsIsAFailureOfTheStore() {
        TokenStore broken = (entry, lease) -> {
            throw new IllegalStateException("with a s3cret");
        };
        TokenStore refusing = (entry, lease) -> {
            throw new StoreException("is gone", null);
        };

        assertThatThrownBy(() -> BoundedStore.of(broken, SOON, Runnable::run).visit("entry", SOON))
                .isInstanceOf(StoreException.class)
                .hasMessage("failed unexpectedly: java.lang.IllegalStateException");
        assertThatThrownBy(() -> BoundedStore.of(refusing, SOON, Runnable::run).visit("entry", SOON))
                .hasMessage("is gone");
    }

    private record ClosingVisit(AtomicBoolean closed) implements TokenStore.Visit {

        @Override
        public long now() {
            return 0;
        }

        @Override
        public byte[] read() {
            return new byte[0];
        }

        @Override
        public boolean tryLock() {
            return false;
        }

        @Override
        public void write(byte[] content) {}

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
