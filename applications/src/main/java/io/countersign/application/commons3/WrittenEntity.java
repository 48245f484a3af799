package io.countersign.application.commons3;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.commons.httpclient.methods.RequestEntity;
import org.jspecify.annotations.Nullable;

/** An entity of unknown length that an application wrote itself. */
final class WrittenEntity implements RequestEntity {

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
    public void writeRequest(OutputStream out) throws IOException {
        writer.writeTo(out);
    }

    @Override
    public long getContentLength() {
        return -1;
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }
}
