package io.countersign.application.apache5;

import io.countersign.application.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** An entity that an application wrote itself, for Apache HttpClient 5; it can only be written. */
final class WrittenEntity extends AbstractHttpEntity {

    private final Body body;
    private final boolean repeatable;

    WrittenEntity(Body body, boolean repeatable) {
        super(ContentType.APPLICATION_OCTET_STREAM, null, true);
        this.body = body;
        this.repeatable = repeatable;
    }

    @Override
    public boolean isRepeatable() {
        return repeatable;
    }

    @Override
    public long getContentLength() {
        return -1;
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        body.writeTo(out);
    }

    @Override
    public boolean isStreaming() {
        return !repeatable;
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
