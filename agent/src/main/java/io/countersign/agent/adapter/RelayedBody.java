package io.countersign.agent.adapter;

import io.countersign.agent.hop.Refusal;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A body that its application can write once only, and that no byte may be lost of. Its writer runs on a thread of its
 * own: into memory as far as a rule's limit; there it waits until the library sends the body, and then goes straight on.
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
    synchronized byte[] bytes() throws IOException {
        awaitOther(State.READING);
        if (state == State.WAITING) {
            throw start.tooLong();
        }
        if (failure != null) {
            throw new Refusal(failure);
        }
        return start.toByteArray();
    }

    /** Sends what was read, and the rest as it is written; returns when all of it was. */
    synchronized void sendTo(OutputStream out) throws IOException {
        start.sendTo(out);
        connection = out;
        state = state == State.WAITING ? State.SENDING : state;
        notifyAll();
        awaitOther(State.SENDING);
        if (failure != null) {
            throw RelayedBody.<IOException>unchecked(failure);
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
        OutputStream out;
        synchronized (this) {
            out = state == State.SENDING ? connection : null;
        }
        if (out != null) {
            out.flush();
        }
    }

    private synchronized OutputStream destination(int length) throws IOException {
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
    }

    private void run(BodyWriter body) {
        Throwable thrown = null;
        try {
            body.writeTo(this);
        } catch (IOException | RuntimeException | Error e) {
            thrown = e;
        }
        synchronized (this) {
            failure = thrown;
            become(State.ENDED);
        }
    }

    private synchronized void become(State next) {
        state = next;
        notifyAll();
    }

    private synchronized void awaitConnection() throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        long left = PATIENCE_NANOS;
        while (state == State.WAITING && left > 0) {
            await(left);
            left = end - System.nanoTime();
        }
    }

    private synchronized void awaitOther(State current) throws IOException {
        while (state == current) {
            await(PATIENCE_NANOS);
        }
    }

    private synchronized void await(long nanos) throws IOException {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            become(State.ENDED);
            throw new InterruptedIOException("interrupted while the body was written");
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable t) throws E {
        throw (E) t;
    }
}
