package io.countersign.agent.ops;

import io.countersign.agent.AgentLog;
import io.countersign.rules.RuleSet;
import java.io.File;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread that shows figures where they are wanted: it looks for an MBean server and for a recording every few seconds, and
 * writes the file with figures. It also says what would be said within the application's class loading, where the application's
 * own standard error may be locked.
 */
final class Rounds implements Runnable {

    /** The first requests of a JVM have better things to wait for. */
    private static final long FIRST = TimeUnit.SECONDS.toNanos(1);

    private static final long EACH = TimeUnit.SECONDS.toNanos(5);

    private final Operations operations;
    private final Queue<String> lines = new ArrayDeque<>();
    private @Nullable MetricsFile metrics;
    private boolean on;
    private long lookAt;
    private long writeAt;

    Rounds(Operations operations) {
        this.operations = operations;
    }

    /** A daemon that keeps neither the loader nor the rights of who happened to start it. */
    void begin() {
        lookAt = System.nanoTime() + FIRST;
        AccessController.doPrivileged(new PrivilegedAction<@Nullable Void>() {
            @Override
            public @Nullable Void run() {
                Thread thread = new Thread(Rounds.this, "countersign-rounds");
                thread.setDaemon(true);
                thread.setContextClassLoader(Rounds.class.getClassLoader());
                thread.start();
                return null;
            }
        });
    }

    /** Has a line said soon, if there are rules: an agent that stays off has nothing else to say. */
    synchronized void say(String line) {
        lines.add(line);
        notifyAll();
    }

    /** Writes figures where these rules say. */
    synchronized void follow(RuleSet rules) {
        String path = rules.hasGlobal() ? rules.global().optionalText("metrics.file") : null;
        metrics = path == null
                ? null
                : new MetricsFile(
                        new File(path),
                        TimeUnit.MILLISECONDS.toNanos(
                                rules.global().duration("metrics.interval").toMillis()),
                        operations.counted());
        writeAt = System.nanoTime();
        on = true;
        notifyAll();
    }

    /** Ends with the JVM only. */
    @Override
    public void run() {
        @Nullable MBeans beans = null;
        try {
            while (true) {
                String line = nextLine();
                if (line != null) {
                    AgentLog.info(line);
                    continue;
                }
                writeIfDue();
                if (System.nanoTime() - lookAt >= 0) {
                    operations.recording().beginIfWanted();
                    beans = beans == null ? new MBeans(operations) : beans;
                    beans.look();
                    lookAt = System.nanoTime() + EACH;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable t) {
            AgentLog.error("figures are shown no longer", t);
        }
    }

    /** Null when something is due. */
    private synchronized @Nullable String nextLine() throws InterruptedException {
        while (!on || lines.isEmpty()) {
            long now = System.nanoTime();
            long left = metrics == null ? lookAt - now : Math.min(lookAt - now, writeAt - now);
            if (left <= 0) {
                return null;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
        }
        return lines.remove();
    }

    private void writeIfDue() {
        MetricsFile file = due();
        if (file != null) {
            file.write();
        }
    }

    private synchronized @Nullable MetricsFile due() {
        MetricsFile file = metrics;
        long now = System.nanoTime();
        if (file == null || now - writeAt < 0) {
            return null;
        }
        writeAt = now + file.interval();
        return file;
    }
}
