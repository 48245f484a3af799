package io.countersign.agent.adapter;

import io.countersign.agent.hop.SentBody;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** Stands in for a body at the last step, framed as that body: the headers are written already. */
abstract class OkHttpSentBody extends RequestBody implements SentBody {

    private final RequestBody original;
    private final @Nullable MediaType type;
    private final long length;

    OkHttpSentBody(RequestBody original) throws IOException {
        this.original = original;
        this.type = original.contentType();
        this.length = original.contentLength();
    }

    final RequestBody original() {
        return original;
    }

    /** The same bytes, to be sent once more; null if they are gone. */
    abstract @Nullable RequestBody again() throws IOException;

    @Override
    public final @Nullable Object againFor(Object body) throws IOException {
        return body == original ? again() : null;
    }

    @Override
    public final @Nullable MediaType contentType() {
        return type;
    }

    @Override
    public final long contentLength() {
        return length;
    }
}
