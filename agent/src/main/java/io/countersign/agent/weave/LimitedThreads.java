package io.countersign.agent.weave;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * So many pieces of work at a time, each in a thread of its own since it may wait, the others in line: a client with an event
 * loop may have thousands of requests under way when the first log-in begins, and a container may have fewer threads.
 */
final class LimitedThreads implements Executor {

    private final Executor threads;
    private final int limit;
    private final Queue<Runnable> line = new ArrayDeque<>();
    private int running;

    LimitedThreads(Executor threads, int limit) {
        this.threads = threads;
        this.limit = limit;
    }

    @Override
    public void execute(Runnable work) {
        if (isDue(work)) {
            threads.execute(() -> run(work));
        }
    }

    private synchronized boolean isDue(Runnable work) {
        boolean due = running < limit;
        if (due) {
            running++;
        } else {
            line.add(work);
        }
        return due;
    }

    private void run(Runnable work) {
        try {
            work.run();
        } finally {
            Runnable next = next();
            if (next != null) {
                threads.execute(() -> run(next));
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = line.poll();
        if (next == null) {
            running--;
        }
        return next;
    }
}
