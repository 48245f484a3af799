package io.countersign.application.apache4;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.entity.AbstractHttpEntity;

/** An entity that an application wrote itself, for HttpAsyncClient 4; it can only be read. */
final class StreamedEntity extends AbstractHttpEntity {

    private final Source source;
    private final boolean repeatable;
    private long length = -1;

    /** The application's code. */
    interface Source {
        InputStream open() throws IOException;
    }

    StreamedEntity(Source source, boolean repeatable) {
        this.source = source;
        this.repeatable = repeatable;
    }

    StreamedEntity sized(long bytes) {
        length = bytes;
        return this;
    }

    StreamedEntity typed(String type) {
        setContentType(type);
        return this;
    }

    StreamedEntity encoded(String encoding) {
        setContentEncoding(encoding);
        return this;
    }

    @Override
    public boolean isRepeatable() {
        return repeatable;
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public InputStream getContent() throws IOException {
        return source.open();
    }

    @Override
    public void writeTo(OutputStream out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isStreaming() {
        return false;
    }
}
