package io.countersign.application.apache4;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.entity.AbstractHttpEntity;

/** An entity that an application wrote itself, for Apache HttpClient 4; it can only be written. */
final class WrittenEntity extends AbstractHttpEntity {

    private final Writer writer;
    private final boolean repeatable;

    /** The application's code. */
    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    WrittenEntity(Writer writer, boolean repeatable) {
        this.writer = writer;
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
        writer.writeTo(out);
    }

    @Override
    public boolean isStreaming() {
        return !repeatable;
    }
}
