package io.countersign.agent.adapter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Which bodies of {@code java.net.http} are the same for the second subscriber, and which become so. */
@Timeout(30)
final class RepeatablePublisherTest {

    private final byte[] body = new byte[50_000];

    RepeatablePublisherTest() {
        new Random(3).nextBytes(body);
    }

    @Test
    void whatTheJdkPublishesFromMemoryOrAFileIsRepeatable(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("body"), body);
        assertThat(List.of(
                        BodyPublishers.noBody(),
                        BodyPublishers.ofByteArray(body),
                        BodyPublishers.ofString("text"),
                        BodyPublishers.ofFile(file)))
                .allMatch(RepeatablePublisher::isRepeatable);
    }

    @Test
    void whatComesFromAnApplicationIsNot() {
        BodyPublisher known = BodyPublishers.ofByteArray(body);
        assertThat(List.of(
                        once(),
                        BodyPublishers.fromPublisher(known),
                        BodyPublishers.fromPublisher(known, body.length),
                        BodyPublishers.ofByteArrays(List.of(body)),
                        new RepeatablePublisher(once())))
                .noneMatch(RepeatablePublisher::isRepeatable);
    }

    @Test
    void aKeptBodyIsRepeatableOnceItWasSent() {
        RepeatablePublisher publisher = new RepeatablePublisher(once());
        publisher.keep(body.length);
        assertThat(RepeatablePublisher.isRepeatable(publisher)).isFalse();
        assertThat(published(publisher)).isEqualTo(body);
        assertThat(RepeatablePublisher.isRepeatable(publisher)).isTrue();
        assertThat(published(publisher)).isEqualTo(body);
    }

    @Test
    void aBodyBeyondTheLimitIsSentWholeAndNotKept() {
        RepeatablePublisher publisher = new RepeatablePublisher(once());
        publisher.keep(body.length - 1);
        assertThat(published(publisher)).isEqualTo(body);
        assertThat(RepeatablePublisher.isRepeatable(publisher)).isFalse();
    }

    @Test
    void aBodyThatIsNotKeptIsNotCopied() {
        RepeatablePublisher publisher = new RepeatablePublisher(once());
        assertThat(published(publisher)).isEqualTo(body);
        assertThat(RepeatablePublisher.isRepeatable(publisher)).isFalse();
    }

    @Test
    void aFailureOfThePublisherIsPassedOnAndNothingIsKept() {
        RepeatablePublisher publisher = new RepeatablePublisher(BodyPublishers.ofInputStream(BrokenStream::new));
        publisher.keep(body.length);
        Collector collector = new Collector();
        publisher.subscribe(collector);
        assertThat(collector.whole).isCompletedExceptionally();
        assertThat(RepeatablePublisher.isRepeatable(publisher)).isFalse();
    }

    private BodyPublisher once() {
        InputStream stream = new ByteArrayInputStream(body);
        return BodyPublishers.ofInputStream(() -> stream);
    }

    private static byte[] published(BodyPublisher publisher) {
        Collector collector = new Collector();
        publisher.subscribe(collector);
        return collector.whole.join();
    }

    /** Cannot be read. */
    private static final class BrokenStream extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("broken");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("broken");
        }
    }

    /** Reads to the end. */
    private static final class Collector implements Flow.Subscriber<ByteBuffer> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer part) {
            byte[] more = new byte[part.remaining()];
            part.get(more);
            bytes.writeBytes(more);
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(bytes.toByteArray());
        }
    }
}
