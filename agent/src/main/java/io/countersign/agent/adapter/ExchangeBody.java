package io.countersign.agent.adapter;

import java.io.IOException;
import java.util.Set;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.nio.AsyncDataProducer;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** The body of an exchange of HttpCore 5, which does not say whether it can be produced twice. */
final class ExchangeBody implements AsyncEntityProducer {

    private final AsyncDataProducer exchange;
    private final EntityDetails details;

    ExchangeBody(AsyncDataProducer exchange, EntityDetails details) {
        this.exchange = exchange;
        this.details = details;
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        exchange.produce(channel);
    }

    @Override
    public int available() {
        return exchange.available();
    }

    @Override
    public long getContentLength() {
        return details.getContentLength();
    }

    @Override
    public String getContentType() {
        return details.getContentType();
    }

    @Override
    public String getContentEncoding() {
        return details.getContentEncoding();
    }

    @Override
    public boolean isChunked() {
        return details.isChunked();
    }

    @Override
    public Set<String> getTrailerNames() {
        return details.getTrailerNames();
    }

    /** The exchange hears of its failure itself. */
    @Override
    public void failed(Exception cause) {}

    /** As above, of its end. */
    @Override
    public void releaseResources() {}
}
