package io.countersign.agent.adapter;

import io.countersign.agent.hop.ReadableBody;
import io.countersign.request.BodyNotReadableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The entity of a classic request, which is replaced by what was read of it. */
final class ApacheHttpClient5Entity implements ReadableBody {

    private final ClassicHttpRequest request;
    private final BooleanSupplier passedOn;

    /** @param passedOn whether a body that turns out to be too long is sent nevertheless */
    ApacheHttpClient5Entity(ClassicHttpRequest request, BooleanSupplier passedOn) {
        this.request = request;
        this.passedOn = passedOn;
    }

    @Override
    public byte[] bytes(long limit) throws IOException {
        HttpEntity entity = request.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        BoundedBuffer.check(entity.getContentLength(), limit);
        byte[] bytes = read(entity, limit);
        // Also a repeatable body may differ the next time it is written: a multipart boundary, a compressor's header.
        request.setEntity(new ReadEntity(entity, bytes));
        return bytes;
    }

    /**
     * One that may be written once, and would be sent even if it is too long, must not be lost by the attempt. The
     * wrapper that HttpClient puts around an entity calls it repeatable as long as nothing has written it.
     */
    private byte[] read(HttpEntity entity, long limit) throws IOException {
        if (entity.getContentLength() >= 0 || !passedOn.getAsBoolean()) {
            return BoundedBuffer.read(entity::writeTo, limit);
        }
        RelayedBody relayed = RelayedBody.of(entity::writeTo, limit);
        try {
            return relayed.bytes();
        } catch (BodyNotReadableException e) {
            request.setEntity(new RelayedEntity(entity, relayed));
            throw e;
        }
    }

    /** The bytes that were signed, described as the entity they were read from. */
    private static final class ReadEntity extends HttpEntityWrapper {

        private final byte[] bytes;

        ReadEntity(HttpEntity entity, byte[] bytes) {
            super(entity);
            this.bytes = bytes;
        }

        @Override
        public boolean isRepeatable() {
            return true;
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(bytes);
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
