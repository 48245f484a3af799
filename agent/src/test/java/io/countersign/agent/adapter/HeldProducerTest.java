package io.countersign.agent.adapter;

import io.countersign.agent.hop.Refusal;
import io.countersign.request.BodyNotReadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.classic.AbstractClassicEntityProducer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A body of the asynchronous client that is read before it is sent, wholly or in part. */
@Timeout(20)
final class HeldProducerTest {

    private final byte[] body = new byte[200_000];

    HeldProducerTest() {
        new Random(5).nextBytes(body);
    }

    @Test
    void anUntouchedBodyIsTheApplications() throws IOException {
        assertThat(sent(new HeldProducer(inMemory()))).isEqualTo(body);
        assertThat(sent(new HeldProducer(written(body.length)))).isEqualTo(body);
    }

    @Test
    void aBodyThatCanBeProducedOnceIsSentAnyNumberOfTimesOnceItWasRead() throws IOException {
        HeldProducer held = new HeldProducer(written(body.length));
        assertThat(held.isRepeatable()).isFalse();
        assertThat(held.bytes(body.length)).isEqualTo(body);
        assertThat(held.isRepeatable()).isTrue();
        for (int i = 0; i < 2; i++) {
            assertThat(sent(held)).isEqualTo(body);
            held.releaseResources();
        }
        assertThat(held.bytes(body.length)).isEqualTo(body);
    }

    @Test
    void whatWasReadOfALongBodyIsSentBeforeTheRest() throws IOException {
        for (int limit : new int[] {0, 1, 16_384, 50_000, 199_999}) {
            for (AsyncEntityProducer source : List.of(inMemory(), written(body.length))) {
                HeldProducer held = new HeldProducer(unannounced(source));
                assertThatThrownBy(() -> held.bytes(limit))
                        .isInstanceOf(BodyNotReadableException.class)
                        .hasMessageContaining("more than " + limit);
                assertThat(sent(held)).isEqualTo(body);
            }
        }
    }

    @Test
    void aBodyThatIsAnnouncedAsTooLongIsNotTouched() {
        CountedProducer source = new CountedProducer(new BasicAsyncEntityProducer(body, ContentType.DEFAULT_BINARY));
        assertThatThrownBy(() -> new HeldProducer(source).bytes(1_000)).isInstanceOf(BodyNotReadableException.class);
        assertThat(source.produced).isZero();
    }

    @Test
    void aLongBodyThatCanBeProducedAgainIsSentFromItsBeginning() throws IOException {
        HeldProducer held = new HeldProducer(unannounced(inMemory()));
        assertThatThrownBy(() -> held.bytes(50_000)).isInstanceOf(BodyNotReadableException.class);
        held.produce(new SlowConnection());
        held.releaseResources();
        assertThat(sent(held)).isEqualTo(body);
    }

    @Test
    void onlyWhatIsAtHandIsKept() throws IOException {
        HeldProducer held = new HeldProducer(inMemory());
        held.keep(body.length);
        assertThat(held.isRepeatable()).isTrue();
        CompletableFuture<Void> allowed = new CompletableFuture<>();
        HeldProducer slow = new HeldProducer(new Written(out -> {
            allowed.join();
            out.write(body);
        }));
        slow.keep(body.length);
        assertThat(slow.isRepeatable()).isFalse();
        allowed.complete(null);
        assertThat(sent(slow)).isEqualTo(body);
    }

    @Test
    void aFailureOfTheProducerIsTheApplications() {
        IllegalStateException own = new IllegalStateException("the application's own");
        AsyncEntityProducer broken = new CountedProducer(inMemory()) {
            @Override
            public void produce(DataStreamChannel channel) {
                throw own;
            }
        };
        assertThatThrownBy(() -> new HeldProducer(broken).bytes(body.length))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.asFailure()).hasRootCause(own));
    }

    @Test
    void theFramingStaysTheApplications() throws IOException {
        HeldProducer known = new HeldProducer(inMemory());
        known.bytes(body.length);
        assertThat(known.getContentLength()).isEqualTo(body.length);
        assertThat(known.getContentType()).isEqualTo(ContentType.DEFAULT_BINARY.toString());
        HeldProducer unknown = new HeldProducer(written(body.length));
        unknown.bytes(body.length);
        assertThat(unknown.getContentLength()).isEqualTo(-1);
    }

    private AsyncEntityProducer inMemory() {
        return new BasicAsyncEntityProducer(body, ContentType.DEFAULT_BINARY);
    }

    /** By a thread of its own, in pieces. */
    private AsyncEntityProducer written(int length) {
        return new Written(out -> {
            for (int at = 0; at < length; at += 1_000) {
                out.write(body, at, Math.min(1_000, length - at));
            }
        });
    }

    private static AsyncEntityProducer unannounced(AsyncEntityProducer source) {
        return new CountedProducer(source) {
            @Override
            public long getContentLength() {
                return -1;
            }
        };
    }

    /** As a connection does that takes little at a time. */
    private static byte[] sent(AsyncEntityProducer producer) throws IOException {
        SlowConnection connection = new SlowConnection();
        while (!connection.isEnded()) {
            producer.produce(connection);
            connection.awaitProgress();
        }
        return connection.bytes();
    }

    private static final class SlowConnection implements DataStreamChannel {
        private static final int WINDOW = 7_000;

        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final Semaphore progress = new Semaphore(0);
        private boolean ended;

        @Override
        public synchronized int write(ByteBuffer source) {
            byte[] taken = new byte[Math.min(WINDOW, source.remaining())];
            source.get(taken);
            received.writeBytes(taken);
            progress.release();
            return taken.length;
        }

        @Override
        public void requestOutput() {
            progress.release();
        }

        @Override
        public void endStream(@Nullable List<? extends Header> trailers) {
            endStream();
        }

        @Override
        public synchronized void endStream() {
            assertThat(ended).isFalse();
            ended = true;
            progress.release();
        }

        synchronized boolean isEnded() {
            return ended;
        }

        synchronized byte[] bytes() {
            return received.toByteArray();
        }

        void awaitProgress() {
            try {
                assertThat(progress.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
                progress.drainPermits();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What writes a body. */
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** The bridge of HttpCore between a writing thread and a connection. */
    private static final class Written extends AbstractClassicEntityProducer {
        private final Writing writing;

        Written(Writing writing) {
            super(4_096, ContentType.DEFAULT_BINARY, ForkJoinPool.commonPool());
            this.writing = writing;
        }

        @Override
        protected void produceData(ContentType type, OutputStream out) throws IOException {
            writing.to(out);
        }
    }
}
