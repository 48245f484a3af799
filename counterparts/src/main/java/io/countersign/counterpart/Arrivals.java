package io.countersign.counterpart;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Counts requests as they arrive, for those who wait for a number of them. */
final class Arrivals {

    private static final long PATIENCE_SECONDS = 120;

    private final Lock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private int count;

    void add() {
        lock.lock();
        try {
            count++;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void reset() {
        lock.lock();
        try {
            count = 0;
        } finally {
            lock.unlock();
        }
    }

    /** @throws IllegalStateException if they do not come */
    void await(int wanted) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (count < wanted) {
                if (left <= 0) {
                    throw new IllegalStateException(count + " requests came, not " + wanted);
                }
                left = more.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }
}
