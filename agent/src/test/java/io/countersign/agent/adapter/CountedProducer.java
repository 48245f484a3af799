package io.countersign.agent.adapter;

import java.io.IOException;
import java.util.Set;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/** Another producer, counting how often it is asked for bytes. */
class CountedProducer implements AsyncEntityProducer {

    private final AsyncEntityProducer source;
    int produced;

    CountedProducer(AsyncEntityProducer source) {
        this.source = source;
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        produced++;
        source.produce(channel);
    }

    @Override
    public int available() {
        return source.available();
    }

    @Override
    public boolean isRepeatable() {
        return source.isRepeatable();
    }

    @Override
    public long getContentLength() {
        return source.getContentLength();
    }

    @Override
    public String getContentType() {
        return source.getContentType();
    }

    @Override
    public @Nullable String getContentEncoding() {
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

    @Override
    public void failed(Exception cause) {
        source.failed(cause);
    }

    @Override
    public void releaseResources() {
        source.releaseResources();
    }
}
