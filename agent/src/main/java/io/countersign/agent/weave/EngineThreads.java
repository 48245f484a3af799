package io.countersign.agent.weave;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which identities log in and refresh: daemons that end when idle, and that keep neither the loader nor
 * the access rights of the web application whose request happened to start them.
 */
final class EngineThreads implements Executor {

    private static final long IDLE_SECONDS = 30;

    private final OwnCalls ownCalls;

    EngineThreads(OwnCalls ownCalls) {
        this.ownCalls = ownCalls;
    }

    @Override
    public void execute(Runnable work) {
        Pool.THREADS.execute(() -> {
            ClassLoader idle = ownCalls.begin();
            try {
                work.run();
            } finally {
                ownCalls.end(idle);
            }
        });
    }

    /** Made for the first identity that logs in: many have no need to, and its queue is dear to load. */
    private static final class Pool {

        static final Executor THREADS = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), new Daemons());

        private Pool() {}
    }

    private static final class Daemons implements ThreadFactory {
        @Override
        public Thread newThread(Runnable work) {
            return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
                Thread thread = new Thread(work, "countersign-engine");
                thread.setDaemon(true);
                thread.setContextClassLoader(EngineThreads.class.getClassLoader());
                return thread;
            });
        }
    }
}
