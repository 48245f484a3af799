package io.countersign.agent.adapter;

import java.lang.reflect.Field;
import java.util.AbstractQueue;
import java.util.Collections;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The queue of a destination of Jetty's client that an exchange will join when its request can be authorized. */
final class JettyHttpClientQueue {

    /** In place of a queue: takes an exchange, which joins the real one later. */
    static final Queue<Object> TAKING = new Stand(true);

    /** In place of a queue: takes none, since the request is aborted already. */
    static final Queue<Object> FULL = new Stand(false);

    private final Object destination;
    private final Object exchange;
    private final Object request;
    private final Queue<Object> queue;
    private final Executor executor;

    @SuppressWarnings("unchecked")
    JettyHttpClientQueue(Object destination, Object exchange, Queue<?> queue) {
        this.destination = destination;
        this.exchange = exchange;
        this.request = JettyHttpClientMember.get(exchange, "getRequest");
        this.queue = (Queue<Object>) queue;
        this.executor = (Executor)
                JettyHttpClientMember.get(JettyHttpClientMember.get(destination, "getHttpClient"), "getExecutor");
    }

    /** The client goes on in a thread of its own. */
    void inThreadOfClient(Runnable next) {
        run(executor, next);
    }

    /** @param refusal why it must not join after all; null if it may */
    void join(@Nullable Throwable refusal) {
        if (refusal == null) {
            offer();
        } else {
            abort(refusal);
        }
    }

    /** In the client's own thread, unless it is stopping. */
    static void run(Executor executor, Runnable next) {
        try {
            executor.execute(next);
        } catch (RejectedExecutionException e) {
            next.run();
        }
    }

    private void offer() {
        if (JettyHttpClientMember.call(request, "getAbortCause") != null) {
            return;
        }
        if (!queue.offer(exchange)) {
            abort(new RejectedExecutionException("Max requests queued per destination exceeded for " + destination));
            return;
        }
        startTimeout();
        JettyHttpClientMember.call(destination, "send");
    }

    private void abort(Throwable cause) {
        JettyHttpClientMember.call(request, "abort", cause);
    }

    /** The client has looked for the end of the request's timeout among those that are queued. */
    private void startTimeout() {
        Object timeouts = timeouts(destination.getClass());
        if (timeouts != null) {
            JettyHttpClientMember.call(timeouts, "schedule", exchange);
        }
    }

    private @Nullable Object timeouts(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            Field field = Member.fieldIfAny(each, "requestTimeouts");
            if (field != null) {
                return Member.get(field, destination);
            }
        }
        return null;
    }

    /** Only ever asked to take something. */
    private static final class Stand extends AbstractQueue<Object> {

        private final boolean takes;

        Stand(boolean takes) {
            this.takes = takes;
        }

        @Override
        public boolean offer(Object exchange) {
            return takes;
        }

        @Override
        public @Nullable Object poll() {
            return null;
        }

        @Override
        public @Nullable Object peek() {
            return null;
        }

        @Override
        public Iterator<Object> iterator() {
            return Collections.emptyIterator();
        }

        @Override
        public int size() {
            return 0;
        }
    }
}
