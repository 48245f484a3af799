package io.countersign.agent.adapter;

import io.countersign.agent.hop.ReadableBody;
import java.io.IOException;
import java.util.Set;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/**
 * Passes a body through untouched until a signature needs its bytes; from then on those bytes are the body, also of one
 * that can be produced once only. If they are too many, they are sent nevertheless, none of them lost.
 */
final class HeldProducer implements AsyncEntityProducer, ReadableBody {

    private final AsyncEntityProducer source;
    private @Nullable ProducedStart start;

    HeldProducer(AsyncEntityProducer source) {
        this.source = source;
    }

    @Override
    public byte[] bytes(long limit) throws IOException {
        BoundedBuffer.check(source.getContentLength(), limit);
        ProducedStart begun = begun(limit);
        begun.read(source);
        return begun.bytes();
    }

    /** Keeps a body that the application has at hand, so that it can be sent again; another one stays as it is. */
    void keep(long limit) throws IOException {
        if (source.getContentLength() <= limit) {
            begun(limit).readAtHand(source);
        }
    }

    /** What was read can be sent any number of times. */
    @Override
    public boolean isRepeatable() {
        return (start != null && start.isWhole()) || source.isRepeatable();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (start == null) {
            source.produce(channel);
        } else {
            start.sendTo(channel, source);
        }
    }

    @Override
    public int available() {
        int waiting = start == null ? 0 : start.available();
        return waiting > 0 ? waiting : source.available();
    }

    /** Also begins again: what the application can produce again is read again. */
    @Override
    public void releaseResources() {
        source.releaseResources();
        if (start != null && start.isWhole()) {
            start.rewind();
        } else if (source.isRepeatable()) {
            start = null;
        }
    }

    @Override
    public void failed(Exception cause) {
        source.failed(cause);
    }

    /** Stays what the application announced, so that the framing of the request does not change. */
    @Override
    public long getContentLength() {
        return source.getContentLength();
    }

    @Override
    public String getContentType() {
        return source.getContentType();
    }

    @Override
    public String getContentEncoding() {
        return source.getContentEncoding();
    }

    @Override
    public boolean isChunked() {
        return source.isChunked();
    }

    @Override
    public Set<String> getTrailerNames() {
        return source.getTrailerNames();
    }

    private ProducedStart begun(long limit) {
        ProducedStart begun = start;
        if (begun == null) {
            begun = new ProducedStart(limit);
            start = begun;
        }
        return begun;
    }
}
