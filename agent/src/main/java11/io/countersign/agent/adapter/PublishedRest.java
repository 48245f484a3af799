package io.countersign.agent.adapter;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a body that was read in part: gives what was read, then asks the application's publisher for one part
 * after the other, never for more than its own subscriber wants.
 */
final class PublishedRest implements Flow.Subscription {

    /** As large as the parts of the JDK's own publishers. */
    private static final int PART_SIZE = 16 * 1024;

    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
    private Flow.@Nullable Subscription source;
    private Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
    private @Nullable Throwable failure;
    private long demand;
    private boolean asked;
    private boolean ended;
    private boolean sending;

    synchronized void comeFrom(Flow.Subscription subscription) {
        source = subscription;
    }

    void askForOne() {
        Flow.Subscription asking;
        synchronized (this) {
            asked = true;
            asking = source;
        }
        if (asking != null) {
            asking.request(1);
        }
    }

    /** A part that is to be sent after all that is here already. */
    void add(ByteBuffer part) {
        synchronized (this) {
            asked = false;
            unsent.addLast(part);
        }
        send();
    }

    /** Nothing comes any more, because of a failure or because all is here. */
    void end(@Nullable Throwable cause) {
        synchronized (this) {
            ended = true;
            failure = cause;
        }
        send();
    }

    void sendTo(Flow.Subscriber<? super ByteBuffer> to, ByteBuffer start) {
        synchronized (this) {
            for (int end = start.limit(); end > 0; end -= PART_SIZE) {
                ByteBuffer part = start.duplicate();
                part.limit(end);
                part.position(Math.max(0, end - PART_SIZE));
                unsent.addFirst(part);
            }
        }
        to.onSubscribe(this);
        synchronized (this) {
            subscriber = to;
        }
        send();
    }

    @Override
    public void request(long parts) {
        synchronized (this) {
            demand = demand + parts < 0 ? Long.MAX_VALUE : demand + parts;
        }
        send();
    }

    @Override
    public void cancel() {
        Flow.Subscription cancelled;
        synchronized (this) {
            demand = 0;
            subscriber = null;
            cancelled = source;
        }
        if (cancelled != null) {
            cancelled.cancel();
        }
    }

    /** One thread at a time; what others bring meanwhile it finds in its next turn. */
    private void send() {
        Flow.Subscriber<? super ByteBuffer> to;
        synchronized (this) {
            to = subscriber;
            if (sending || to == null) {
                return;
            }
            sending = true;
        }
        while (isTurnTaken(to)) {
            // The next turn.
        }
    }

    /** Gives one part, asks for one or says that it was the last; false if there is nothing to do for now. */
    private boolean isTurnTaken(Flow.Subscriber<? super ByteBuffer> to) {
        ByteBuffer part;
        boolean last;
        synchronized (this) {
            last = ended && unsent.isEmpty();
            part = demand > 0 ? unsent.pollFirst() : null;
            if (part != null) {
                demand--;
            } else if (subscriber == null || (!last && (demand == 0 || asked))) {
                sending = false;
                return false;
            }
        }
        if (part != null) {
            to.onNext(part);
        } else if (!last) {
            askForOne();
        } else {
            finish(to);
            return false;
        }
        return true;
    }

    /** Leaves the sign that something is being sent, so that nothing follows. */
    private void finish(Flow.Subscriber<? super ByteBuffer> to) {
        Throwable cause;
        synchronized (this) {
            cause = failure;
        }
        if (cause != null) {
            to.onError(cause);
        } else {
            to.onComplete();
        }
    }
}
