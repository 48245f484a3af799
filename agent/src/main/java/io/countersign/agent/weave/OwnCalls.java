package io.countersign.agent.weave;

import org.jspecify.annotations.Nullable;

/**
 * Marks what the engine itself sends, to Cognito for instance: it passes through the same woven classes and must not
 * be authenticated, which would never end.
 */
final class OwnCalls {

    private final ThreadLocal<@Nullable Boolean> marked = new ThreadLocal<>();
    private final ClassLoader agent = OwnCalls.class.getClassLoader();

    boolean inProgress() {
        return marked.get() != null;
    }

    /**
     * Runs a piece of the engine, with the agent's loader for those who look up services by the thread's: the
     * application's would offer its own.
     */
    <T extends @Nullable Object, E extends Exception> T call(Work<T, E> work) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader application = thread.getContextClassLoader();
        marked.set(true);
        thread.setContextClassLoader(agent);
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(application);
            marked.remove();
        }
    }

    /** Runs on a thread of our own. */
    void run(Runnable work) {
        marked.set(true);
        work.run();
    }

    /** A piece of the engine that says what it throws. */
    interface Work<T extends @Nullable Object, E extends Exception> {
        T run() throws E;
    }
}
