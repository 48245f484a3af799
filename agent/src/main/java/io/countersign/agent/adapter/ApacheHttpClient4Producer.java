package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.ProducedBody;
import io.countersign.agent.hop.Refusal;
import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.http.HttpEntity;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.nio.ContentEncoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The application's producer, from which a body can be read ahead of its head; what was read is then sent from memory, and
 * the rest, if it was too much, by the application. Used by one exchange, which hands it from thread to thread itself.
 */
final class ApacheHttpClient4Producer implements HttpAsyncRequestProducer, ProducedBody {

    private final HttpAsyncRequestProducer application;
    private ByteBuffer start = ByteBuffer.allocate(0);
    private boolean whole;

    ApacheHttpClient4Producer(HttpAsyncRequestProducer application) {
        this.application = application;
    }

    /** Around the producer of any exchange, as soon as some rule signs bodies: a redirect may lead there. */
    static @Nullable Object of(Hops hops, @Nullable Object producer) {
        return producer != null && hops.signBodies()
                ? new ApacheHttpClient4Producer((HttpAsyncRequestProducer) producer)
                : producer;
    }

    /** Bodies as one exchange produces them. */
    static ApacheHttpClient4Hop.Body body(@Nullable Object producer, HttpContext context) {
        return (hop, limit) -> {
            HttpEntity entity = hop.entity();
            if (entity == null) {
                return new byte[0];
            }
            BoundedBuffer.check(entity.getContentLength(), limit);
            if (!(producer instanceof ProducedBody)) {
                throw new BodyNotReadableException("it is older than the rule that signs it");
            }
            return ((ProducedBody) producer).read(limit, context.getAttribute("http.connection"));
        };
    }

    @Override
    public byte[] read(long limit, Object connection) throws IOException {
        if (!whole) {
            collect(new Collector(limit), (IOControl) connection);
        }
        BoundedBuffer.check(start.capacity(), limit);
        return start.array();
    }

    private void collect(Collector collector, IOControl connection) throws IOException {
        boolean more = true;
        try {
            while (more) {
                int before = collector.size();
                application.produceContent(collector, connection);
                more = !collector.isCompleted() && collector.size() > before;
            }
            if (collector.isCompleted()) {
                application.resetRequest();
            }
        } catch (IOException | RuntimeException e) {
            throw new Refusal(e);
        }
        start = ByteBuffer.wrap(collector.bytes());
        whole = collector.isCompleted();
        if (!whole) {
            throw collector.problem();
        }
    }

    @Override
    public void produceContent(ContentEncoder encoder, IOControl connection) throws IOException {
        if (start.hasRemaining()) {
            encoder.write(start);
        }
        if (start.hasRemaining()) {
            return;
        }
        if (whole) {
            encoder.complete();
        } else {
            application.produceContent(encoder, connection);
        }
    }

    @Override
    public boolean isRepeatable() {
        return whole || application.isRepeatable();
    }

    @Override
    public void resetRequest() throws IOException {
        if (whole) {
            start.rewind();
        } else {
            start = ByteBuffer.allocate(0);
            application.resetRequest();
        }
    }

    @Override
    public HttpHost getTarget() {
        return application.getTarget();
    }

    @Override
    public HttpRequest generateRequest() throws IOException, HttpException {
        return application.generateRequest();
    }

    @Override
    public void requestCompleted(HttpContext context) {
        application.requestCompleted(context);
    }

    @Override
    public void failed(Exception e) {
        application.failed(e);
    }

    @Override
    public void close() throws IOException {
        application.close();
    }

    /** Takes what a producer has until the limit; a producer keeps what is not taken. */
    private static final class Collector implements ContentEncoder {

        private final long limit;
        private final BoundedBuffer buffer;
        private int size;
        private boolean full;
        private boolean completed;

        Collector(long limit) {
            this.limit = limit;
            this.buffer = new BoundedBuffer(limit);
        }

        @Override
        public int write(ByteBuffer source) {
            int taken = (int) Math.min(source.remaining(), limit - size);
            full |= taken < source.remaining();
            byte[] bytes = new byte[taken];
            source.get(bytes);
            buffer.append(bytes, 0, taken);
            size += taken;
            return taken;
        }

        @Override
        public void complete() {
            completed = true;
        }

        @Override
        public boolean isCompleted() {
            return completed;
        }

        int size() {
            return size;
        }

        byte[] bytes() {
            return buffer.toByteArray();
        }

        BodyNotReadableException problem() {
            return full
                    ? buffer.tooLong()
                    : new BodyNotReadableException("it is produced later than the head of its request");
        }
    }
}
