package io.countersign.application.apache5;

import io.countersign.application.Body;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Set;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/** An entity that an application reads from a stream, whenever the connection takes some of it. */
final class StreamProducer implements AsyncEntityProducer {

    private static final int BLOCK = 8192;

    private final Body body;
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);
    private @Nullable InputStream stream;

    StreamProducer(Body body) {
        this.body = body;
        block.limit(0);
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        InputStream in = stream == null ? body.open() : stream;
        stream = in;
        while (block.hasRemaining() || read(in)) {
            channel.write(block);
            if (block.hasRemaining()) {
                return;
            }
        }
        channel.endStream();
    }

    private boolean read(InputStream in) throws IOException {
        int count = in.read(block.array());
        block.position(0);
        block.limit(Math.max(0, count));
        return count >= 0;
    }

    @Override
    public int available() {
        return BLOCK;
    }

    @Override
    public boolean isRepeatable() {
        return body.kind() == Body.Kind.VARYING;
    }

    @Override
    public void releaseResources() {
        if (isRepeatable()) {
            stream = null;
            block.limit(0);
        }
    }

    @Override
    public void failed(Exception cause) {
        // There is nothing to give up.
    }

    @Override
    public long getContentLength() {
        return body.length();
    }

    @Override
    public String getContentType() {
        return ContentType.APPLICATION_OCTET_STREAM.toString();
    }

    @Override
    public @Nullable String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return body.length() < 0;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Collections.emptySet();
    }
}
