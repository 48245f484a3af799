package io.countersign.agent.adapter;

import io.countersign.agent.hop.Refusal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A body that its application can write once only, and that no byte may be lost of. Its writer runs on a thread of its
 * own: into memory as far as a rule's limit; there it waits until the library sends the body, and then goes straight on.
 * The thread that sends may be a virtual one, hence no monitor.
 */
final class RelayedBody extends OutputStream {

    /** How long the writer waits for a library that was about to send its body, but may have failed before. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);

    private enum State {
        READING,
        WAITING,
        SENDING,
        ENDED
    }

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final BoundedBuffer start;
    private State state = State.READING;
    private @Nullable OutputStream connection;
    private @Nullable Throwable failure;

    private RelayedBody(long limit) {
        this.start = new BoundedBuffer(limit);
    }

    /** Begins to read a body. */
    static RelayedBody of(BodyWriter body, long limit) {
        RelayedBody relayed = new RelayedBody(limit);
        Thread writer = new Thread(() -> relayed.run(body), "countersign-body");
        writer.setDaemon(true);
        writer.start();
        return relayed;
    }

    /**
     * The whole body.
     *
     * @throws io.countersign.request.BodyNotReadableException if it is longer than the limit; it can then still be sent
     */
    byte[] bytes() throws IOException {
        lock.lock();
        try {
            awaitOther(State.READING);
            if (state == State.WAITING) {
                throw start.tooLong();
            }
            if (failure != null) {
                throw new Refusal(failure);
            }
            return start.toByteArray();
        } finally {
            lock.unlock();
        }
    }

    /** Sends what was read, and the rest as it is written; returns when all of it was. */
    void sendTo(OutputStream out) throws IOException {
        lock.lock();
        try {
            start.sendTo(out);
            connection = out;
            state = state == State.WAITING ? State.SENDING : state;
            changed.signalAll();
            awaitOther(State.SENDING);
            if (failure != null) {
                throw RelayedBody.<IOException>unchecked(failure);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        destination(length).write(source, offset, length);
    }

    /** Flushes what goes to the server as the application does. */
    @Override
    public void flush() throws IOException {
        OutputStream out = sending();
        if (out != null) {
            out.flush();
        }
    }

    private @Nullable OutputStream sending() {
        lock.lock();
        try {
            return state == State.SENDING ? connection : null;
        } finally {
            lock.unlock();
        }
    }

    private OutputStream destination(int length) throws IOException {
        lock.lock();
        try {
            if (state == State.READING && start.fits(length)) {
                return start;
            }
            if (state == State.READING) {
                become(State.WAITING);
                awaitConnection();
            }
            OutputStream out = connection;
            if (state != State.SENDING || out == null) {
                throw new IOException("the request that this body belongs to was not sent");
            }
            return out;
        } finally {
            lock.unlock();
        }
    }

    private void run(BodyWriter body) {
        Throwable thrown = null;
        try {
            body.writeTo(this);
        } catch (IOException | RuntimeException | Error e) {
            thrown = e;
        }
        lock.lock();
        try {
            failure = thrown;
            become(State.ENDED);
        } finally {
            lock.unlock();
        }
    }

    private void become(State next) {
        state = next;
        changed.signalAll();
    }

    private void awaitConnection() throws IOException {
        try {
            for (long left = PATIENCE_NANOS; state == State.WAITING && left > 0; ) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private void awaitOther(State current) throws IOException {
        try {
            while (state == current) {
                changed.await();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private IOException interrupted() {
        Thread.currentThread().interrupt();
        become(State.ENDED);
        return new InterruptedIOException("interrupted while the body was written");
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable t) throws E {
        throw (E) t;
    }
}
