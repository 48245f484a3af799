package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.LibraryRequest;
import io.countersign.agent.hop.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * An exchange of a minimal asynchronous client, which has neither interceptors nor a second send: the hop is authorized
 * where it leaves the application, and where it is refused, the answer is kept back and the hop sent again from here.
 */
final class MinimalExchange extends ForwardingExchange {

    /** Sends an exchange by the client that this one came to. */
    interface Sender {

        /** Begins it; its outcome goes to the exchange. */
        void send(AsyncClientExchangeHandler exchange);
    }

    private final Hops hops;
    private final @Nullable Sender sender;
    private @Nullable SentRequest sent;
    private boolean refused;

    private MinimalExchange(AsyncClientExchangeHandler exchange, Hops hops, @Nullable Sender sender) {
        super(exchange);
        this.hops = hops;
        this.sender = sender;
    }

    /** @param sender null where a refused hop cannot be sent again */
    static MinimalExchange of(AsyncClientExchangeHandler exchange, Hops hops, @Nullable Sender sender) {
        return new MinimalExchange(exchange, hops, sender);
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        SentRequest again = sent;
        if (again == null) {
            exchange.produceRequest(
                    (request, entity, ofRequest) -> channel.sendRequest(authorized(request, entity), entity, ofRequest),
                    context);
        } else {
            again.reset();
            authorize(again);
            channel.sendRequest(again.request, again.entity, context);
        }
    }

    @Override
    public int available() {
        return sent == null || sent.body == null ? exchange.available() : sent.body.available();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (sent == null || sent.body == null) {
            exchange.produce(channel);
        } else {
            sent.body.produce(channel);
        }
    }

    @Override
    public void consumeResponse(HttpResponse response, EntityDetails entity, HttpContext context)
            throws HttpException, IOException {
        refused = isToBeSentAgain(response);
        if (!refused) {
            exchange.consumeResponse(response, entity, context);
        } else if (entity == null) {
            sendAgain();
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        if (refused) {
            channel.update(Integer.MAX_VALUE);
        } else {
            exchange.updateCapacity(channel);
        }
    }

    @Override
    public void consume(ByteBuffer content) throws IOException {
        if (refused) {
            content.position(content.limit());
        } else {
            exchange.consume(content);
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) throws HttpException, IOException {
        if (refused) {
            sendAgain();
        } else {
            exchange.streamEnd(trailers);
        }
    }

    /** The application's exchange goes on in the second send. */
    @Override
    public void releaseResources() {
        if (!refused) {
            exchange.releaseResources();
        }
    }

    private HttpRequest authorized(HttpRequest request, @Nullable EntityDetails entity) throws IOException {
        HttpHost host = new HttpHost(request.getScheme(), request.getAuthority());
        if (hops.concern(request, host.getHostName())) {
            SentRequest covered = new SentRequest(request, host, entity, exchange);
            sent = covered;
            authorize(covered);
            covered.keep(hops);
        }
        return request;
    }

    private void authorize(SentRequest covered) throws IOException {
        try {
            hops.authorize(covered.hop);
        } catch (Refusal e) {
            throw e.asFailure();
        }
    }

    private boolean isToBeSentAgain(HttpResponse response) {
        return sender != null
                && sent != null
                && (sent.body == null || sent.body.isRepeatable())
                && hops.resend(sent.request, new ApacheHttpClient5Answer(response));
    }

    private void sendAgain() {
        MinimalExchange again = new MinimalExchange(exchange, hops, null);
        again.sent = sent;
        if (sender != null) {
            sender.send(again);
        }
    }

    /** What is needed of a covered request to send it once more. */
    private static final class SentRequest {

        private final HttpRequest request;
        private final @Nullable EntityDetails entity;
        private final @Nullable HeldProducer body;
        private final Header[] headers;
        private final LibraryRequest hop;

        SentRequest(
                HttpRequest request, HttpHost host, @Nullable EntityDetails entity, AsyncClientExchangeHandler from) {
            this.request = request;
            this.entity = entity;
            this.headers = request.getHeaders();
            HeldProducer held = entity == null ? null : new HeldProducer(new ExchangeBody(from, entity));
            this.body = held;
            this.hop = new ApacheHttpClient5Hop(request, host, limit -> held == null ? new byte[0] : held.bytes(limit));
        }

        /** The rule's limit holds also for what is only kept to be sent again. */
        void keep(Hops hops) throws IOException {
            if (body != null) {
                body.keep(hops.bodyNeed(hop.target(), hop.method()).limit());
            }
        }

        /** HttpCore has added to the headers what it does not want to find there. */
        void reset() {
            request.setHeaders(headers);
            if (body != null) {
                body.releaseResources();
            }
        }
    }
}
