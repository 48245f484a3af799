package io.countersign.agent.adapter;

import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Passes a body through untouched until a signature needs its bytes; from then on those bytes are the body. */
final class RepeatablePublisher implements BodyPublisher {

    /** How long the application's publisher may take to deliver what is bounded by the rule's limit. */
    private static final long PATIENCE_SECONDS = 30;

    private final BodyPublisher source;
    private byte @Nullable [] read;

    RepeatablePublisher(BodyPublisher source) {
        this.source = source;
    }

    synchronized byte[] bytes(long limit) throws IOException {
        byte[] bytes = read;
        if (bytes == null) {
            BoundedBuffer.check(source.contentLength(), limit);
            bytes = collect(limit);
            read = bytes;
        }
        return bytes;
    }

    /** Stays what the application announced, so that the framing of the request does not change. */
    @Override
    public long contentLength() {
        return source.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        current().subscribe(subscriber);
    }

    private synchronized BodyPublisher current() {
        byte[] bytes = read;
        return bytes == null ? source : BodyPublishers.ofByteArray(bytes);
    }

    private byte[] collect(long limit) throws IOException {
        Collector collector = new Collector(limit);
        source.subscribe(collector);
        try {
            return collector.done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException
                    ? (IOException) e.getCause()
                    : new IOException("the body could not be read", e.getCause());
        } catch (TimeoutException e) {
            throw new BodyNotReadableException("its publisher did not complete within " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the body was read", e);
        }
    }

    private static final class Collector implements Flow.Subscriber<ByteBuffer> {

        private final CompletableFuture<byte[]> done = new CompletableFuture<>();
        private final BoundedBuffer buffer;
        private Flow.@Nullable Subscription subscription;

        Collector(long limit) {
            buffer = new BoundedBuffer(limit);
        }

        @Override
        public void onSubscribe(Flow.Subscription started) {
            subscription = started;
            started.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer part) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            try {
                buffer.write(bytes, 0, bytes.length);
            } catch (IOException tooLong) {
                if (subscription != null) {
                    subscription.cancel();
                }
                done.completeExceptionally(tooLong);
            }
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(buffer.toByteArray());
        }
    }
}
