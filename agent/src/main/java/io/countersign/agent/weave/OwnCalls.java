package io.countersign.agent.weave;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Marks what the engine itself sends, to Cognito for instance: it passes through the same woven classes and must not
 * be authenticated, which would never end.
 */
final class OwnCalls implements Executor {

    private final ThreadLocal<@Nullable Boolean> marked = new ThreadLocal<>();
    private final ClassLoader agent = OwnCalls.class.getClassLoader();

    /** Runs the engine's own work at once. */
    @Override
    public void execute(Runnable work) {
        ClassLoader before = begin();
        try {
            work.run();
        } finally {
            end(before);
        }
    }

    boolean inProgress() {
        return marked.get() != null;
    }

    /**
     * From here to {@link #end}, this thread runs the engine. Libraries that look up services by the thread's loader
     * find the agent's: the application's would offer its own.
     *
     * @return the application's loader
     */
    @Nullable
    ClassLoader begin() {
        Thread thread = Thread.currentThread();
        ClassLoader application = thread.getContextClassLoader();
        marked.set(true);
        setLoader(thread, agent);
        return application;
    }

    void end(@Nullable ClassLoader application) {
        setLoader(Thread.currentThread(), application);
        marked.remove();
    }

    /** Under a security manager the JDK has threads that keep the loader which they have, java.net.http's among them. */
    private static void setLoader(Thread thread, @Nullable ClassLoader loader) {
        try {
            thread.setContextClassLoader(loader);
        } catch (SecurityException kept) {
            // The engine does without, as it does on a thread that has no loader at all.
        }
    }
}
