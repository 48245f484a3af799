package io.countersign.agent.adapter;

import io.countersign.agent.hop.Refusal;
import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Contents of Jetty's clients of three kinds, by the names of their methods, are read to their end and not beyond a limit. */
final class JettyHttpClientReaderTest {

    private static final long PATIENCE_SECONDS = 30;

    @Test
    void theBuffersOfAProviderAreJoined() throws IOException {
        assertThat(iterated(new Provider("to", "geth", "er"), 8)).isEqualTo("together");
    }

    @Test
    void aProviderThatHasNothingForAWhileIsWaitedFor() throws IOException {
        assertThat(iterated(new LateProvider(), 100)).isEqualTo("late");
    }

    @Test
    void whatAPublisherGivesOnDemandIsJoined() throws IOException {
        JettyHttpClientReader reader = reader(new Publisher("to", "geth", "er"), 8);
        reader.subscribe();
        assertThat(text(reader)).isEqualTo("together");
    }

    @Test
    void theChunksOfASourceAreJoinedThoughItHasNoneAtFirst() throws IOException {
        JettyHttpClientReader reader = reader(new Source(null, "to", "geth", null, "er"), 8);
        reader.pull();
        assertThat(text(reader)).isEqualTo("together");
    }

    @Test
    void whatIsLongerThanTheLimitIsNotRead() {
        assertThatExceptionOfType(BodyNotReadableException.class)
                .isThrownBy(() -> iterated(new Provider("to", "geth", "er"), 7))
                .withMessageContaining("more than 7 bytes");
        assertThatExceptionOfType(BodyNotReadableException.class)
                .isThrownBy(() -> reader(new Publisher("to", "geth", "er"), 7).subscribe());
        assertThatExceptionOfType(BodyNotReadableException.class)
                .isThrownBy(() -> reader(new Source("to", "geth", "er"), 7).pull());
    }

    @Test
    void aFailureOfTheApplicationIsItsOwn() {
        IOException own = new IOException("disk gone");
        Source source = new Source("to");
        source.failure = own;
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> reader(source, 8).pull())
                .satisfies(refusal -> assertThat(refusal.answer()).isSameAs(own));
    }

    private static String iterated(Object content, long limit) throws IOException {
        JettyHttpClientReader reader = reader(content, limit);
        reader.iterate();
        return text(reader);
    }

    private static JettyHttpClientReader reader(Object content, long limit) {
        return new JettyHttpClientReader(content, limit, PATIENCE_SECONDS);
    }

    private static String text(JettyHttpClientReader reader) {
        return new String(reader.bytes(), UTF_8);
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    /** Of version 9. */
    static final class Provider implements Iterable<ByteBuffer> {

        private final String[] parts;

        Provider(String... parts) {
            this.parts = parts;
        }

        @Override
        public Iterator<ByteBuffer> iterator() {
            return Arrays.stream(parts).map(JettyHttpClientReaderTest::buffer).iterator();
        }
    }

    /** Told of by a provider of version 9 that is written to. */
    public interface Listener {

        /** There is more. */
        void onContent();
    }

    /** Of version 9: gives its buffer when somebody has written it. */
    public static final class LateProvider implements Iterable<ByteBuffer> {

        private final CompletableFuture<ByteBuffer> written = new CompletableFuture<>();
        private boolean given;

        /** Writes, elsewhere. */
        public void setListener(Listener listener) {
            new Thread(() -> {
                        written.complete(buffer("late"));
                        listener.onContent();
                    })
                    .start();
        }

        @Override
        public Iterator<ByteBuffer> iterator() {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return !given;
                }

                @Override
                @SuppressWarnings("NullAway") // as Jetty has it
                public ByteBuffer next() {
                    given = written.isDone();
                    return written.getNow(null);
                }
            };
        }
    }

    /** Of versions 10 and 11. */
    public interface Consumer {

        /** Takes a part. */
        void onContent(ByteBuffer part, boolean last, Callback callback);
    }

    /** Told when a part is taken. */
    public static final class Callback {

        /** It is. */
        public void succeeded() {}
    }

    /** Of versions 10 and 11, also what it calls its subscription. */
    public static final class Publisher {

        private final Queue<String> parts;
        private @Nullable Consumer consumer;

        Publisher(String... parts) {
            this.parts = new ArrayDeque<>(Arrays.asList(parts));
        }

        /** Begins. */
        public Object subscribe(Consumer to, boolean initial) {
            consumer = to;
            return this;
        }

        /** Gives the next part. */
        public void demand() {
            Consumer to = consumer;
            String part = parts.remove();
            if (to != null) {
                to.onContent(buffer(part), parts.isEmpty(), new Callback());
            }
        }
    }

    /** Of version 12; null among its parts stands for nothing yet. */
    public static final class Source {

        private final Queue<String> parts = new ArrayDeque<>();
        private @Nullable Throwable failure;

        Source(@Nullable String... parts) {
            for (String part : parts) {
                this.parts.add(part == null ? "" : part);
            }
        }

        /** The next chunk, if there is one yet. */
        public @Nullable Chunk read() {
            String part = parts.remove();
            return part.isEmpty() ? null : new Chunk(buffer(part), parts.isEmpty(), failure);
        }

        /** There is one at once. */
        public void demand(Runnable available) {
            available.run();
        }
    }

    /** Of version 12. */
    public record Chunk(
            ByteBuffer buffer, boolean last, @Nullable Throwable cause) {

        /** Why there is no more. */
        public @Nullable Throwable getFailure() {
            return cause;
        }

        /** Whether there is no more. */
        public boolean isLast() {
            return last;
        }

        /** What it holds. */
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        /** Nobody needs it any more. */
        public void release() {}
    }
}
