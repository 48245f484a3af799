package io.countersign.agent.adapter;

import java.io.IOException;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/**
 * A body that is sent as it is, and kept meanwhile as far as a rule's limit: what is sent again after a refusal is then
 * what was sent before, also if the application can write it once only.
 */
final class OkHttpKeptBody extends OkHttpSentBody {

    private final long limit;
    private volatile @Nullable Buffer kept;

    OkHttpKeptBody(RequestBody original, long limit) throws IOException {
        super(original);
        this.limit = limit;
    }

    @Override
    @Nullable
    RequestBody again() throws IOException {
        Buffer bytes = kept;
        if (bytes == null) {
            return null;
        }
        return OkHttpReadBody.repeatable(original(), sink -> sink.write(bytes.clone(), bytes.size()));
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        kept = null;
        Tee tee = new Tee(sink, limit);
        BufferedSink buffered = Okio.buffer(tee);
        original().writeTo(buffered);
        if (!tee.closed) {
            buffered.emit();
        }
        kept = tee.copy;
    }

    /** Copies what passes; Okio shares the memory, so that nothing is written twice. */
    private static final class Tee extends ForwardingSink {

        private final long limit;
        private @Nullable Buffer copy = new Buffer();
        private boolean closed;

        Tee(Sink sink, long limit) {
            super(sink);
            this.limit = limit;
        }

        @Override
        public void write(Buffer source, long count) throws IOException {
            Buffer soFar = copy;
            if (soFar != null && soFar.size() + count <= limit) {
                source.copyTo(soFar, 0, count);
            } else {
                copy = null;
            }
            super.write(source, count);
        }

        /** Some bodies close what they are written to. */
        @Override
        public void close() throws IOException {
            closed = true;
            super.close();
        }
    }
}
