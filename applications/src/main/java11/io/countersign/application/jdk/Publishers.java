package io.countersign.application.jdk;

import io.countersign.application.Client;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code java.net.http} with what an application has in memory published in all the ways there are. */
public final class Publishers {

    private Publishers() {}

    /** As text. */
    public static Client string() {
        return of(bytes ->
                BodyPublishers.ofString(new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1));
    }

    /** From a file. */
    public static Client file() {
        return of(bytes -> BodyPublishers.ofFile(written(bytes)));
    }

    /** In pieces. */
    public static Client byteArrays() {
        return of(bytes -> BodyPublishers.ofByteArrays(halves(bytes)));
    }

    /** By a publisher of the application's, which takes one subscriber and pieces of unknown length. */
    public static Client once() {
        return of(OneSubscriber::new);
    }

    private static Client of(JdkHttpClient.Publishing publishing) {
        return new JdkHttpClient(false, publishing);
    }

    private static Path written(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("body", "");
        file.toFile().deleteOnExit();
        return Files.write(file, bytes);
    }

    private static List<byte[]> halves(byte[] bytes) {
        int middle = bytes.length / 2;
        return List.of(Arrays.copyOfRange(bytes, 0, middle), Arrays.copyOfRange(bytes, middle, bytes.length));
    }

    /** Publishes on threads of its own. */
    private static final class OneSubscriber implements BodyPublisher {

        private final byte[] bytes;
        private final AtomicBoolean subscribed = new AtomicBoolean();

        OneSubscriber(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            if (!subscribed.compareAndSet(false, true)) {
                throw new IllegalStateException("this body was published before");
            }
            try (SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>()) {
                publisher.subscribe(subscriber);
                halves(bytes).forEach(piece -> publisher.submit(ByteBuffer.wrap(piece)));
            }
        }
    }
}
