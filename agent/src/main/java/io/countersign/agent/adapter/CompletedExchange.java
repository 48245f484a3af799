package io.countersign.agent.adapter;

import io.countersign.agent.hop.DeferredHop;
import io.countersign.agent.hop.Refusal;
import java.io.IOException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** An exchange of the asynchronous client whose request gets its credentials when nobody changes it any more. */
final class CompletedExchange extends ForwardingExchange {

    private final DeferredHop hop;

    CompletedExchange(AsyncClientExchangeHandler exchange, DeferredHop hop) {
        super(exchange);
        this.hop = hop;
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        exchange.produceRequest(
                (request, entity, ofRequest) -> {
                    try {
                        hop.complete(request);
                    } catch (Refusal e) {
                        throw e.asFailure();
                    }
                    channel.sendRequest(request, entity, ofRequest);
                },
                context);
    }
}
