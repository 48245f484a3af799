package io.countersign.agent.adapter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What an application writes its streamed body to while the JDK holds it back: into the JDK's buffer as far as a rule's
 * limit; beyond it, the head of the request and what was held go out, and all else follows as it is written.
 */
final class BoundedPost extends OutputStream {

    /** Where the body goes from the limit on. */
    interface Streaming {

        /** Sends the head of the request, which the rule may refuse. */
        OutputStream begin() throws IOException;
    }

    private final ByteArrayOutputStream held;
    private final long limit;
    private final long announced;
    private final Streaming streaming;
    private @Nullable OutputStream streamed;
    private @Nullable IOException refusal;

    /** @param announced how long the application said that its body is; -1 if it did not */
    BoundedPost(ByteArrayOutputStream held, long limit, long announced, Streaming streaming) {
        this.held = held;
        this.limit = limit;
        this.announced = announced;
        this.streaming = streaming;
    }

    @Override
    public void write(int b) throws IOException {
        destination(1).write(b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        destination(length).write(source, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (streamed != null) {
            streamed.flush();
        }
    }

    /** As the JDK does, refuses a body that is shorter than it was announced. */
    @Override
    public void close() throws IOException {
        if (streamed != null) {
            streamed.close();
        } else if (refusal == null) {
            held.close();
            if (announced > held.size()) {
                throw failed(new IOException("insufficient data written"));
            }
        }
    }

    private OutputStream destination(int more) throws IOException {
        if (refusal != null) {
            throw new IOException(refusal.getMessage(), refusal);
        }
        if (streamed != null) {
            return streamed;
        }
        if (announced >= 0 && held.size() + (long) more > announced) {
            throw failed(new IOException("too many bytes to write"));
        }
        return held.size() + (long) more <= limit ? held : release();
    }

    private OutputStream release() throws IOException {
        try {
            OutputStream out = streaming.begin();
            held.writeTo(out);
            streamed = out;
            return out;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            held.reset();
        }
    }

    private IOException failed(IOException e) {
        refusal = e;
        return e;
    }
}
