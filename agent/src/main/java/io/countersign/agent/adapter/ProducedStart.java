package io.countersign.agent.adapter;

import io.countersign.agent.hop.Refusal;
import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.AsyncDataProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/**
 * What an asynchronous producer writes to: into memory as far as a rule's limit, and nothing beyond it until there is a
 * connection, which then gets all of it. A producer may write from threads of its own.
 */
final class ProducedStart implements DataStreamChannel {

    /** How long the application's producer may take to deliver what is bounded by the rule's limit. */
    private static final long PATIENCE_SECONDS = 30;

    private final BoundedBuffer start;
    private final Semaphore signs = new Semaphore(0);
    private boolean reading = true;
    private boolean ended;
    private byte @Nullable [] bytes;
    private @Nullable List<? extends Header> trailers;
    private @Nullable BodyNotReadableException reason;
    private @Nullable DataStreamChannel connection;

    /** Written by the library's thread only. */
    private @Nullable ByteBuffer unsent;

    ProducedStart(long limit) {
        start = new BoundedBuffer(limit);
    }

    /**
     * Has the whole body produced.
     *
     * @throws BodyNotReadableException if it is too long or too slow; it can then still be sent
     */
    void read(AsyncDataProducer source) throws IOException {
        read(source, System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS));
        checkWhole();
    }

    /** Has as much of the body produced as the producer has at hand. */
    void readAtHand(AsyncDataProducer source) throws IOException {
        read(source, System.nanoTime());
    }

    private void read(AsyncDataProducer source, long end) throws IOException {
        while (isReading()) {
            produce(source);
            if (isReading() && !isSignGiven(end)) {
                stop(new BodyNotReadableException("its producer did not end within " + PATIENCE_SECONDS + " s"));
            }
            signs.drainPermits();
        }
    }

    /** No lock is held meanwhile: the producer may have one of its own. */
    private void produce(AsyncDataProducer source) throws Refusal {
        try {
            source.produce(this);
        } catch (IOException e) {
            throw new Refusal(e);
        } catch (RuntimeException | Error e) {
            throw new Refusal(new IOException("the body could not be read: " + e.getMessage(), e));
        }
    }

    /** What was read, all in one piece and the same at each call; to be called when nothing is read any more. */
    synchronized byte[] bytes() {
        byte[] read = bytes;
        if (read == null) {
            read = start.toByteArray();
            bytes = read;
        }
        return read;
    }

    /** Whether the body was read to its end. */
    synchronized boolean isWhole() {
        return ended;
    }

    /** Has the body be sent from its start again; only what was read to its end can. */
    void rewind() {
        unsent = null;
    }

    /** Sends as much as the connection takes now: what was read, then what the producer still has. */
    void sendTo(DataStreamChannel channel, AsyncDataProducer source) throws IOException {
        ByteBuffer left = unsent == null ? ByteBuffer.wrap(bytes()) : unsent;
        unsent = left;
        if (left.hasRemaining()) {
            channel.write(left);
        }
        if (left.hasRemaining()) {
            return;
        }
        if (isWhole()) {
            end(channel);
        } else {
            connect(channel);
            source.produce(this);
        }
    }

    /** How many bytes wait to be sent. */
    int available() {
        ByteBuffer left = unsent;
        return left == null ? Integer.MAX_VALUE : left.remaining();
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        DataStreamChannel out = connected();
        return out == null ? keep(source) : out.write(source);
    }

    @Override
    public void requestOutput() {
        DataStreamChannel out = connected();
        if (out != null) {
            out.requestOutput();
        } else {
            signs.release();
        }
    }

    @Override
    public void endStream() throws IOException {
        DataStreamChannel out = connected();
        if (out == null) {
            ended(null);
        } else {
            out.endStream();
        }
    }

    @Override
    public void endStream(List<? extends Header> lines) throws IOException {
        DataStreamChannel out = connected();
        if (out == null) {
            ended(lines);
        } else {
            out.endStream(lines);
        }
    }

    private synchronized int keep(ByteBuffer source) {
        if (!reading) {
            return 0;
        }
        byte[] taken = new byte[start.fitting(source.remaining())];
        source.get(taken);
        start.append(taken, 0, taken.length);
        if (source.hasRemaining()) {
            stop(start.tooLong());
        }
        if (taken.length > 0) {
            signs.release();
        }
        return taken.length;
    }

    private synchronized void ended(@Nullable List<? extends Header> lines) {
        ended = true;
        reading = false;
        trailers = lines;
        signs.release();
    }

    private synchronized void end(DataStreamChannel channel) throws IOException {
        if (trailers == null) {
            channel.endStream();
        } else {
            channel.endStream(trailers);
        }
    }

    private synchronized void stop(BodyNotReadableException why) {
        reading = false;
        reason = why;
    }

    private synchronized void checkWhole() throws BodyNotReadableException {
        if (reason != null) {
            throw reason;
        }
    }

    private synchronized boolean isReading() {
        return reading;
    }

    private synchronized void connect(DataStreamChannel channel) {
        connection = channel;
    }

    private synchronized @Nullable DataStreamChannel connected() {
        return connection;
    }

    /** Whether the producer has written, or says that it would like to. The thread that waits may be a virtual one. */
    private boolean isSignGiven(long end) throws Refusal {
        try {
            return signs.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(new InterruptedIOException("interrupted while the body was read"));
        }
    }
}
