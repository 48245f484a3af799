package io.countersign.agent.adapter;

import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Passes a body through untouched until a signature needs its bytes; from then on those bytes are the body. If they are
 * too many, the first to subscribe gets them all nevertheless. Who waits for the bytes may be a virtual thread, hence no
 * monitor.
 */
final class RepeatablePublisher implements BodyPublisher {

    private final BodyPublisher source;
    private final Lock lock = new ReentrantLock();
    private byte @Nullable [] read;
    private @Nullable PublishedStart begun;

    RepeatablePublisher(BodyPublisher source) {
        this.source = source;
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

    private BodyPublisher current() {
        lock.lock();
        try {
            byte[] bytes = read;
            return bytes == null ? source : BodyPublishers.ofByteArray(bytes);
        } finally {
            lock.unlock();
        }
    }
}
