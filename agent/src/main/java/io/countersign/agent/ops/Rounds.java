package io.countersign.agent.ops;

import io.countersign.agent.AgentLog;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done every few seconds, on one daemon thread for all of it, which keeps neither the loader nor the access
 * rights of whoever happened to start it, and ends when nothing is left to do.
 */
public final class Rounds implements Runnable {

    /** Until a task is tried again that failed and so did not say when. */
    private static final long AFTER_DEFECT_MILLIS = 60_000;

    /** Without TimeUnit, which is eight classes on Java 8. */
    private static final long NANOS_OF_MILLI = 1_000_000;

    private final Executor asOwn;
    private final Queue<Due> tasks = new PriorityQueue<>();
    private boolean running;

    /** @param asOwn runs a task at once, so that what it sends is not taken for the application's */
    public Rounds(Executor asOwn) {
        this.asOwn = asOwn;
    }

    /**
     * Has a task done again and again.
     *
     * @param millis until its first time
     * @param task says after how many milliseconds its next time is; a negative number ends it
     */
    public synchronized void add(long millis, LongSupplier task) {
        tasks.add(new Due(task, millis, null));
        if (running) {
            notifyAll();
        } else {
            running = true;
            daemon(this).start();
        }
    }

    @Override
    public void run() {
        try {
            for (Due due = next(); due != null; due = next()) {
                again(done(due));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Due next() throws InterruptedException {
        for (Due first = tasks.peek(); first != null; first = tasks.peek()) {
            long nanos = first.nanosLeft();
            if (nanos <= 0) {
                return tasks.poll();
            }
            wait(nanos / NANOS_OF_MILLI + 1);
        }
        running = false;
        return null;
    }

    private synchronized void again(@Nullable Due due) {
        if (due != null) {
            tasks.add(due);
        }
    }

    /** What is to be done next of it; null if that was all. */
    private @Nullable Due done(Due due) {
        try {
            asOwn.execute(due);
            return due.next < 0 ? null : new Due(due.task, due.next, null);
        } catch (Throwable defect) { // the other tasks must not suffer from it
            String said = String.valueOf(defect);
            if (!said.equals(due.defect)) {
                AgentLog.error("what is done every few seconds failed, and is tried again in a minute", defect);
            }
            return new Due(due.task, AFTER_DEFECT_MILLIS, said);
        }
    }

    /** No lambda: it is the first request that has it started. */
    private static Thread daemon(Runnable work) {
        return AccessController.doPrivileged(new PrivilegedAction<Thread>() {
            @Override
            public Thread run() {
                Thread thread = new Thread(work, "countersign-rounds");
                thread.setDaemon(true);
                thread.setContextClassLoader(null);
                return thread;
            }
        });
    }

    /** A task and its next time. */
    private static final class Due implements Comparable<Due>, Runnable {

        private final LongSupplier task;
        private final long nanos;
        private final @Nullable String defect;
        private long next;

        /** @param defect what it failed with the last time; null if it did not */
        Due(LongSupplier task, long millis, @Nullable String defect) {
            this.task = task;
            this.nanos = System.nanoTime() + millis * NANOS_OF_MILLI;
            this.defect = defect;
        }

        @Override
        public void run() {
            next = task.getAsLong();
        }

        long nanosLeft() {
            return nanos - System.nanoTime();
        }

        @Override
        public int compareTo(Due that) {
            return Long.signum(nanos - that.nanos);
        }
    }
}
