package io.countersign.agent.adapter;

import io.countersign.agent.hop.Refusal;
import io.countersign.request.BodyNotReadableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.message.BasicHttpEntityEnclosingRequest;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.BasicAsyncRequestProducer;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is read ahead of an asynchronous body, and what the library sends after that. */
final class ApacheHttpClient4ProducerTest {

    private static final byte[] BODY = random(20_000);
    private static final Object CONNECTION = new NoControl();

    @Test
    void withoutBeingReadItIsTheApplicationsProducer() throws IOException {
        ApacheHttpClient4Producer producer = around(stream());
        assertThat(producer.isRepeatable()).isFalse();
        assertThat(sent(producer, 7)).isEqualTo(BODY);
    }

    @Test
    void aStreamThatCanBeReadOnceIsSentFromMemoryAsOftenAsTheLibraryLikes() throws IOException {
        ApacheHttpClient4Producer producer = around(stream());
        assertThat(producer.read(BODY.length, CONNECTION)).isEqualTo(BODY);
        assertThat(producer.isRepeatable()).isTrue();
        assertThat(sent(producer, 1000)).isEqualTo(BODY);
        producer.resetRequest();
        assertThat(sent(producer, 3000)).isEqualTo(BODY);
        assertThat(producer.read(BODY.length, CONNECTION)).isEqualTo(BODY);
    }

    @Test
    void whatWasReadForALargerLimitIsRefusedUnderASmallerOne() throws IOException {
        ApacheHttpClient4Producer producer = around(stream());
        producer.read(BODY.length, CONNECTION);
        assertThatThrownBy(() -> producer.read(10, CONNECTION))
                .isInstanceOf(BodyNotReadableException.class)
                .hasMessageContaining("the limit is 10");
    }

    @Test
    void noByteIsLostOfWhatIsTooLong() throws IOException {
        ApacheHttpClient4Producer producer = around(stream());
        assertThatThrownBy(() -> producer.read(BODY.length - 1, CONNECTION))
                .isInstanceOf(BodyNotReadableException.class)
                .hasMessage("it has more than 19999 bytes, which is the limit");
        assertThat(producer.isRepeatable()).isFalse();
        assertThat(sent(producer, 777)).isEqualTo(BODY);
    }

    @Test
    void aRepeatableBodyThatIsTooLongIsRepeatedByTheApplication() throws IOException {
        ApacheHttpClient4Producer producer = around(new ByteArrayEntity(BODY));
        assertThatThrownBy(() -> producer.read(100, CONNECTION)).isInstanceOf(BodyNotReadableException.class);
        assertThat(producer.isRepeatable()).isTrue();
        assertThat(sent(producer, 777)).isEqualTo(BODY);
        producer.resetRequest();
        assertThat(sent(producer, 5000)).isEqualTo(BODY);
    }

    @Test
    void aProducerThatWaitsForItsDataIsNotWaitedFor() throws IOException {
        Waiting application = new Waiting();
        ApacheHttpClient4Producer producer = new ApacheHttpClient4Producer(application);
        assertThatThrownBy(() -> producer.read(100, CONNECTION))
                .isInstanceOf(BodyNotReadableException.class)
                .hasMessageContaining("later than the head");
        application.ready = true;
        assertThat(sent(producer, 100)).isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    void theApplicationsOwnFailureIsWhatItSees() {
        IOException own = new IOException("the application's own");
        ApacheHttpClient4Producer producer = around(new InputStreamEntity(
                new ByteArrayInputStream(BODY) {
                    @Override
                    public synchronized int read(byte[] target, int offset, int length) {
                        throw ApacheHttpClient4ProducerTest.<RuntimeException>unchecked(own);
                    }
                },
                -1));
        assertThatThrownBy(() -> producer.read(100, CONNECTION))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.answer()).isSameAs(own));
    }

    private static ApacheHttpClient4Producer around(HttpEntity entity) {
        BasicHttpEntityEnclosingRequest request = new BasicHttpEntityEnclosingRequest("POST", "/");
        request.setEntity(entity);
        return new ApacheHttpClient4Producer(new BasicAsyncRequestProducer(new HttpHost("host"), request));
    }

    private static HttpEntity stream() {
        return new InputStreamEntity(new ByteArrayInputStream(BODY), -1);
    }

    /** What arrives over a connection that takes so many bytes at a time. */
    private static byte[] sent(HttpAsyncRequestProducer producer, int atOnce) throws IOException {
        Wire wire = new Wire(atOnce);
        while (!wire.isCompleted()) {
            producer.produceContent(wire, (IOControl) CONNECTION);
        }
        return wire.bytes.toByteArray();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable t) throws E {
        throw (E) t;
    }

    private static final class Wire implements ContentEncoder {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int atOnce;
        private boolean completed;

        Wire(int atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public int write(ByteBuffer source) {
            byte[] taken = new byte[Math.min(atOnce, source.remaining())];
            source.get(taken);
            bytes.writeBytes(taken);
            return taken.length;
        }

        @Override
        public void complete() {
            completed = true;
        }

        @Override
        public boolean isCompleted() {
            return completed;
        }
    }

    private static final class Waiting extends BasicAsyncRequestProducer {
        private boolean ready;

        Waiting() {
            super(new HttpHost("host"), new BasicHttpEntityEnclosingRequest("POST", "/"));
        }

        @Override
        public synchronized void produceContent(ContentEncoder encoder, IOControl connection) throws IOException {
            if (ready) {
                encoder.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
                encoder.complete();
            } else {
                connection.suspendOutput();
            }
        }
    }

    private static final class NoControl implements IOControl {
        @Override
        public void requestInput() {}

        @Override
        public void suspendInput() {}

        @Override
        public void requestOutput() {}

        @Override
        public void suspendOutput() {}

        @Override
        public void shutdown() {}
    }
}
