package io.countersign.agent.adapter;

import io.countersign.agent.hop.Refusal;
import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads a published body into memory as far as a rule's limit, part by part. What is longer can be handed on: first what
 * was read, then the rest, as it is asked for.
 */
final class PublishedStart implements Flow.Subscriber<ByteBuffer> {

    /** How long the application's publisher may take to deliver what is bounded by the rule's limit. */
    private static final long PATIENCE_SECONDS = 30;

    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final PublishedRest rest = new PublishedRest();
    private final BoundedBuffer start;
    private boolean reading = true;

    PublishedStart(long limit) {
        start = new BoundedBuffer(limit);
    }

    /**
     * The whole body.
     *
     * @throws BodyNotReadableException if it is longer or too slow; it can then still be handed on
     */
    byte[] bytes() throws IOException {
        try {
            return whole.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            stopReading();
            throw new BodyNotReadableException("its publisher did not complete within " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancel();
            throw new Refusal(new InterruptedIOException("interrupted while the body was read"));
        }
    }

    /** Gives everything to another subscriber: what was read, then what is still to come. */
    void handTo(Flow.Subscriber<? super ByteBuffer> subscriber) {
        rest.sendTo(subscriber, ByteBuffer.wrap(start.toByteArray()));
    }

    /** Tells the application's publisher that nobody wants the rest. */
    void cancel() {
        rest.cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription started) {
        rest.comeFrom(started);
        rest.askForOne();
    }

    @Override
    public void onNext(ByteBuffer part) {
        if (keep(part)) {
            rest.askForOne();
        } else {
            whole.completeExceptionally(start.tooLong());
            rest.add(part);
        }
    }

    @Override
    public void onError(Throwable failure) {
        rest.end(failure);
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        rest.end(null);
        whole.complete(start.toByteArray());
    }

    private synchronized boolean keep(ByteBuffer part) {
        reading = reading && start.fits(part.remaining());
        if (reading) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            start.append(bytes, 0, bytes.length);
        }
        return reading;
    }

    private synchronized void stopReading() {
        reading = false;
    }

    /** What the application's publisher throws reaches the application as the failure of a request does. */
    static Refusal unreadable(Throwable cause) {
        return new Refusal(new IOException("the body could not be read: " + cause.getMessage(), cause));
    }

    private static IOException failure(Throwable cause) {
        if (cause instanceof BodyNotReadableException) {
            return (IOException) cause;
        }
        return cause instanceof IOException ? new Refusal(cause) : unreadable(cause);
    }
}
