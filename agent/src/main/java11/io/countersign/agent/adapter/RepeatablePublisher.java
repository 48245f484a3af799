package io.countersign.agent.adapter;

import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Passes a body through untouched until a signature needs its bytes, or until they were sent and a rule may want them
 * sent again; from then on those bytes are the body. If they are too many to be signed, the first to subscribe gets them
 * all nevertheless. Who waits for the bytes may be a virtual thread, hence no
 * monitor.
 */
final class RepeatablePublisher implements BodyPublisher {

    /** The JDK's own, which publish the same to everybody; those of streams, and of applications, may not. */
    private static final Set<String> REPEATABLE = Set.of(
            "jdk.internal.net.http.RequestPublishers$ByteArrayPublisher",
            "jdk.internal.net.http.RequestPublishers$EmptyPublisher",
            "jdk.internal.net.http.RequestPublishers$FilePublisher",
            "jdk.internal.net.http.RequestPublishers$StringPublisher");

    private static final long NOTHING = -1;

    private final BodyPublisher source;
    private final Lock lock = new ReentrantLock();
    private byte @Nullable [] read;
    private @Nullable PublishedStart begun;
    private long kept = NOTHING;

    RepeatablePublisher(BodyPublisher source) {
        this.source = source;
    }

    /** Whether who subscribes a second time gets what the first one got. */
    static boolean isRepeatable(BodyPublisher publisher) {
        return publisher instanceof RepeatablePublisher
                ? ((RepeatablePublisher) publisher).isRepeatable()
                : REPEATABLE.contains(publisher.getClass().getName());
    }

    /** Has the body copied while it is sent, unless it is longer. */
    void keep(long limit) {
        lock.lock();
        try {
            kept = isRepeatable() || contentLength() > limit ? NOTHING : limit;
        } finally {
            lock.unlock();
        }
    }

    byte[] bytes(long limit) throws IOException {
        lock.lock();
        try {
            byte[] bytes = read;
            if (bytes == null) {
                BoundedBuffer.check(source.contentLength(), limit);
                bytes = read(limit);
                read = bytes;
            }
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Stays what the application announced, so that the framing of the request does not change. */
    @Override
    public long contentLength() {
        return source.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        PublishedStart start = takeBegun();
        if (start != null) {
            start.handTo(subscriber);
        } else {
            current().subscribe(subscriber);
        }
    }

    /** Lets go of what was read of a body that will not be sent. */
    void abandon() {
        PublishedStart start = takeBegun();
        if (start != null) {
            start.cancel();
        }
    }

    private byte[] read(long limit) throws IOException {
        PublishedStart start = new PublishedStart(limit);
        try {
            source.subscribe(start);
        } catch (RuntimeException e) {
            throw PublishedStart.unreadable(e);
        }
        try {
            return start.bytes();
        } catch (BodyNotReadableException e) {
            begun = start;
            throw e;
        }
    }

    private @Nullable PublishedStart takeBegun() {
        lock.lock();
        try {
            PublishedStart start = begun;
            begun = null;
            return start;
        } finally {
            lock.unlock();
        }
    }

    private boolean isRepeatable() {
        lock.lock();
        try {
            return read != null || contentLength() == 0 || isRepeatable(source);
        } finally {
            lock.unlock();
        }
    }

    private BodyPublisher current() {
        lock.lock();
        try {
            byte[] bytes = read;
            long limit = kept;
            if (bytes != null) {
                return BodyPublishers.ofByteArray(bytes);
            }
            return limit == NOTHING ? source : copied(limit);
        } finally {
            lock.unlock();
        }
    }

    private BodyPublisher copied(long limit) {
        return BodyPublishers.fromPublisher(
                subscriber -> source.subscribe(new CopiedBody(subscriber, limit, this::sent)));
    }

    private void sent(byte[] bytes) {
        lock.lock();
        try {
            read = bytes;
        } finally {
            lock.unlock();
        }
    }
}
