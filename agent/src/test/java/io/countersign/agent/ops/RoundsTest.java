package io.countersign.agent.ops;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import static org.assertj.core.api.Assertions.assertThat;

/** One thread for what is done again and again, there while something is. */
@ResourceLock(Resources.SYSTEM_ERR)
final class RoundsTest {

    private static final int PATIENCE_SECONDS = 60;

    private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
    private final Rounds rounds = new Rounds(Runnable::run);

    @Test
    void tasksAreDoneAgainOnOneThreadAsLongAsTheyWant() throws InterruptedException {
        AtomicInteger times = new AtomicInteger();
        CountDownLatch other = new CountDownLatch(3);
        rounds.add(0, () -> {
            threads.add(Thread.currentThread());
            return times.incrementAndGet() < 3 ? 1 : -1;
        });
        rounds.add(1, () -> {
            threads.add(Thread.currentThread());
            other.countDown();
            return other.getCount() == 0 ? -1 : 2;
        });

        assertThat(other.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        Thread thread = threads.take();
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertThat(thread.isAlive()).isFalse();
        assertThat(times).hasValue(3);
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void aTaskThatComesLaterStartsItAgainOrWakesIt() throws InterruptedException {
        rounds.add(0, this::once);
        Thread first = taken();
        first.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        rounds.add(TimeUnit.DAYS.toMillis(1), () -> -1);
        rounds.add(0, this::once);

        assertThat(taken()).isNotSameAs(first);
    }

    @Test
    void aTaskThatFailsIsSaidAndHarmsNoOther() {
        List<String> lines = Printed.during(() -> {
            rounds.add(0, () -> {
                throw new IllegalStateException("made to fail");
            });
            rounds.add(5, this::once);
            taken();
        });

        assertThat(lines).singleElement().asString().contains("every few seconds failed", "made to fail");
    }

    @Test
    void itKeepsNoLoaderOfAnApplicationAndRunsTasksAsItIsTold() throws InterruptedException {
        AtomicInteger told = new AtomicInteger();
        Rounds others = new Rounds(task -> {
            told.incrementAndGet();
            task.run();
        });
        others.add(0, this::once);

        Thread thread = taken();
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertThat(thread.getContextClassLoader()).isNull();
        assertThat(told).hasValue(1);
    }

    private long once() {
        threads.add(Thread.currentThread());
        return -1;
    }

    private Thread taken() {
        try {
            Thread thread = threads.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(thread).isNotNull();
            return thread;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
