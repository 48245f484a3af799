package io.countersign.agent.adapter;

import java.io.IOException;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A body of which the bytes, or their beginning, are at hand. */
final class OkHttpReadBody extends OkHttpSentBody {

    private final Source source;
    private final boolean once;

    /** Sends the bytes. */
    interface Source {
        void sendTo(BufferedSink sink) throws IOException;
    }

    private OkHttpReadBody(RequestBody original, Source source, boolean once) throws IOException {
        super(original);
        this.source = source;
        this.once = once;
    }

    /** All of it is at hand. */
    static OkHttpReadBody repeatable(RequestBody original, Source source) throws IOException {
        return new OkHttpReadBody(original, source, false);
    }

    /** The rest of it comes from the application while it is sent. */
    static OkHttpReadBody once(RequestBody original, Source source) throws IOException {
        return new OkHttpReadBody(original, source, true);
    }

    @Override
    @Nullable
    RequestBody again() {
        return once ? null : this;
    }

    @Override
    public boolean isOneShot() {
        return once;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        source.sendTo(sink);
    }
}
