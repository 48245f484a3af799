package io.countersign.application.okhttp;

import io.countersign.application.Body;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A body that an application wrote itself, for OkHttp. */
final class WrittenBody extends RequestBody {

    private final Body body;
    private final boolean oneShot;

    WrittenBody(Body body, boolean oneShot) {
        this.body = body;
        this.oneShot = oneShot;
    }

    @Override
    public @Nullable MediaType contentType() {
        return OkHttpLibrary.BINARY;
    }

    @Override
    public long contentLength() {
        return body.length();
    }

    @Override
    public boolean isOneShot() {
        return oneShot;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        body.writeTo(sink.outputStream());
    }
}
