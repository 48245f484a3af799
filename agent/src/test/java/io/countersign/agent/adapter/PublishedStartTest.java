package io.countersign.agent.adapter;

import io.countersign.agent.hop.Refusal;
import io.countersign.request.BodyNotReadableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A published body that is read in part and then handed to another subscriber. */
@Timeout(30)
final class PublishedStartTest {

    private final byte[] body = new byte[200_000];

    PublishedStartTest() {
        new Random(5).nextBytes(body);
    }

    @Test
    void aShortBodyIsReadOnceAndPublishedAgain() throws IOException {
        RepeatablePublisher publisher = new RepeatablePublisher(once(new ByteArrayInputStream(body)));
        assertThat(publisher.bytes(body.length)).isEqualTo(body);
        assertThat(published(publisher)).isEqualTo(body);
        assertThat(published(publisher)).isEqualTo(body);
    }

    @Test
    void whatWasReadOfALongBodyIsPublishedBeforeTheRest() {
        for (int limit : new int[] {0, 1, 16_384, 50_000, 199_999}) {
            RepeatablePublisher publisher = new RepeatablePublisher(once(new ByteArrayInputStream(body)));
            assertThatThrownBy(() -> publisher.bytes(limit)).isInstanceOf(BodyNotReadableException.class);
            assertThat(published(publisher)).isEqualTo(body);
        }
    }

    @Test
    void aLongBodyFromOtherThreadsIsPublishedWhole() throws Exception {
        try (SubmissionPublisher<ByteBuffer> source = new SubmissionPublisher<>()) {
            RepeatablePublisher publisher = new RepeatablePublisher(BodyPublishers.fromPublisher(source));
            CompletableFuture<Void> submitted = CompletableFuture.runAsync(() -> {
                while (source.getNumberOfSubscribers() == 0) {
                    Thread.onSpinWait();
                }
                for (int i = 0; i < body.length; i += 1_000) {
                    source.submit(ByteBuffer.wrap(body, i, 1_000));
                }
                source.close();
            });
            assertThatThrownBy(() -> publisher.bytes(10_000)).isInstanceOf(BodyNotReadableException.class);
            assertThat(published(publisher)).isEqualTo(body);
            submitted.get();
        }
    }

    @Test
    void aFailureOfThePublisherIsTheApplications() {
        IOException own = new IOException("the application's own");
        assertThatThrownBy(() -> new RepeatablePublisher(once(failingAfter(100, own))).bytes(1_000))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.answer()).hasRootCause(own));
    }

    @Test
    void aFailureBeyondTheLimitReachesWhoTookOver() {
        IOException own = new IOException("the application's own");
        RepeatablePublisher publisher = new RepeatablePublisher(once(failingAfter(100_000, own)));
        assertThatThrownBy(() -> publisher.bytes(1_000)).isInstanceOf(BodyNotReadableException.class);
        assertThatThrownBy(() -> published(publisher)).hasRootCause(own);
    }

    @Test
    void aPublisherThatCannotStartIsTheApplicationsFailure() {
        IllegalStateException own = new IllegalStateException("the application's own");
        BodyPublisher broken = BodyPublishers.fromPublisher(subscriber -> {
            throw own;
        });
        assertThatThrownBy(() -> new RepeatablePublisher(broken).bytes(10))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.answer()).hasRootCause(own));
    }

    @Test
    void whatIsNotSentIsCancelled() {
        CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
        BodyPublisher source =
                BodyPublishers.fromPublisher(subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long parts) {
                        subscriber.onNext(ByteBuffer.wrap(body));
                    }

                    @Override
                    public void cancel() {
                        cancelled.complete(true);
                    }
                }));
        RepeatablePublisher publisher = new RepeatablePublisher(source);
        assertThatThrownBy(() -> publisher.bytes(10)).isInstanceOf(BodyNotReadableException.class);
        assertThat(cancelled).isNotDone();
        publisher.abandon();
        assertThat(cancelled).isDone();
    }

    private static BodyPublisher once(InputStream stream) {
        return BodyPublishers.ofInputStream(() -> stream);
    }

    private static InputStream failingAfter(int bytes, IOException failure) {
        return new InputStream() {
            private int left = bytes;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw failure;
                }
                return 1;
            }

            /** The usual one would keep the failure to itself. */
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                target[offset] = (byte) read();
                return 1;
            }
        };
    }

    /** As the JDK takes it: one part after the other. */
    private static byte[] published(BodyPublisher publisher) {
        CompletableFuture<byte[]> done = new CompletableFuture<>();
        publisher.subscribe(new OneByOne(done));
        return done.join();
    }

    private static final class OneByOne implements Flow.Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> done;
        private Flow.@Nullable Subscription subscription;
        private int asked;

        OneByOne(CompletableFuture<byte[]> done) {
            this.done = done;
        }

        @Override
        public void onSubscribe(Flow.Subscription started) {
            subscription = started;
            ask();
        }

        @Override
        public void onNext(ByteBuffer part) {
            if (asked-- != 1) {
                done.completeExceptionally(new AssertionError("more than was asked for"));
            }
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            received.writeBytes(bytes);
            ask();
        }

        @Override
        public void onError(Throwable failure) {
            done.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            done.complete(received.toByteArray());
        }

        private void ask() {
            asked++;
            if (subscription != null) {
                subscription.request(1);
            }
        }
    }
}
