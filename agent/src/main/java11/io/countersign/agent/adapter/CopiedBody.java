package io.countersign.agent.adapter;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes a body on and copies it meanwhile, as far as a rule's limit. */
final class CopiedBody implements Flow.Subscriber<ByteBuffer> {

    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final Consumer<byte[]> whole;
    private @Nullable BoundedBuffer copy;

    /** @param whole gets the body when all of it has passed, unless it was longer than the limit */
    CopiedBody(Flow.Subscriber<? super ByteBuffer> subscriber, long limit, Consumer<byte[]> whole) {
        this.subscriber = subscriber;
        this.whole = whole;
        this.copy = new BoundedBuffer(limit);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscriber.onSubscribe(subscription);
    }

    @Override
    public void onNext(ByteBuffer part) {
        BoundedBuffer soFar = copy;
        if (soFar != null && soFar.fits(part.remaining())) {
            byte[] bytes = new byte[part.remaining()];
            part.duplicate().get(bytes);
            soFar.append(bytes, 0, bytes.length);
        } else {
            copy = null;
        }
        subscriber.onNext(part);
    }

    @Override
    public void onError(Throwable failure) {
        subscriber.onError(failure);
    }

    @Override
    public void onComplete() {
        BoundedBuffer all = copy;
        if (all != null) {
            whole.accept(all.toByteArray());
        }
        subscriber.onComplete();
    }
}
