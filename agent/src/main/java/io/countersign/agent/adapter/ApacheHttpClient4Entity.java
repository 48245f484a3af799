package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.request.BodyNotReadableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.HttpEntity;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.HttpEntityWrapper;

/** Bodies of the blocking client: the entity of the hop's wrapper, which can be replaced by what was read from it. */
final class ApacheHttpClient4Entity implements ApacheHttpClient4Hop.Body {

    private final Hops hops;

    ApacheHttpClient4Entity(Hops hops) {
        this.hops = hops;
    }

    @Override
    public byte[] read(ApacheHttpClient4Hop hop, long limit) throws IOException {
        HttpEntity entity = hop.entity();
        if (entity == null) {
            return new byte[0];
        }
        BoundedBuffer.check(entity.getContentLength(), limit);
        byte[] bytes = bytes(hop, entity, limit);
        // Also a repeatable body may differ the next time it is written: a multipart boundary, a compressor's header.
        hop.replaceEntity(new ReadEntity(entity, bytes));
        return bytes;
    }

    /** One that can be written once, and would be sent even if it is too long, must not be lost by the attempt. */
    private byte[] bytes(ApacheHttpClient4Hop hop, HttpEntity entity, long limit) throws IOException {
        boolean kept = entity.getContentLength() >= 0 || entity.isRepeatable();
        if (kept || !hops.bodyNeed(hop.target(), hop.method()).isPassedOn()) {
            return whole(hop, entity, limit);
        }
        RelayedBody relayed = RelayedBody.of(entity::writeTo, limit);
        try {
            return relayed.bytes();
        } catch (BodyNotReadableException e) {
            hop.replaceEntity(new RelayedEntity(entity, relayed));
            throw e;
        }
    }

    /** HttpClient tries again whatever failed before it was sent, and would complain of the entity instead of the limit. */
    private static byte[] whole(ApacheHttpClient4Hop hop, HttpEntity entity, long limit) throws IOException {
        try {
            return BoundedBuffer.read(entity::writeTo, limit);
        } catch (BodyNotReadableException e) {
            if (!entity.isRepeatable()) {
                hop.replaceEntity(new SpentEntity(entity, e));
            }
            throw e;
        }
    }

    /** The bytes that were signed, described as the entity they were read from. */
    private static final class ReadEntity extends HttpEntityWrapper {

        private final ByteArrayEntity content;

        ReadEntity(HttpEntity entity, byte[] bytes) {
            super(entity);
            content = new ByteArrayEntity(bytes);
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public InputStream getContent() {
            return content.getContent();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            content.writeTo(out);
        }

        @Override
        public boolean isStreaming() {
            return false;
        }
    }

    /** What was too long to be signed and is lost, because the rule does not pass it on. */
    private static final class SpentEntity extends HttpEntityWrapper {

        private final BodyNotReadableException reason;

        SpentEntity(HttpEntity entity, BodyNotReadableException reason) {
            super(entity);
            this.reason = reason;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public InputStream getContent() throws IOException {
            throw reason;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            throw reason;
        }
    }

    /** What is too long to be signed, described as the entity that its writer is in the middle of. */
    private static final class RelayedEntity extends HttpEntityWrapper {

        private final RelayedBody body;

        RelayedEntity(HttpEntity entity, RelayedBody body) {
            super(entity);
            this.body = body;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public InputStream getContent() {
            throw new UnsupportedOperationException("this body can only be written");
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            body.sendTo(out);
        }
    }
}
