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
        thread.setContextClassLoader(agent);
        return application;
    }

    void end(@Nullable ClassLoader application) {
        Thread.currentThread().setContextClassLoader(application);
        marked.remove();
    }
}
