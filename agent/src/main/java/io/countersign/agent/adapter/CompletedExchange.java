package io.countersign.agent.adapter;

import io.countersign.agent.hop.DeferredHop;
import io.countersign.agent.hop.Refusal;
import java.io.IOException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** An exchange of the asynchronous client whose request gets its credentials when nobody changes it any more. */
final class CompletedExchange extends ForwardingExchange {

    private static final Header[] NONE = {};

    private final DeferredHop hop;

    CompletedExchange(AsyncClientExchangeHandler exchange, DeferredHop hop) {
        super(exchange);
        this.hop = hop;
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        exchange.produceRequest(
                (request, entity, ofRequest) -> {
                    Header[] unheard = isOfHttp2(channel) ? request.getHeaders(HttpHeaders.HOST) : NONE;
                    complete(request, unheard);
                    channel.sendRequest(request, entity, ofRequest);
                },
                context);
    }

    /** In HTTP/2 the authority of the request is the Host, a header of that name is not (RFC 9113, section 8.3.1). */
    private void complete(HttpRequest request, Header... unheard) throws IOException {
        for (Header host : unheard) {
            request.removeHeader(host);
        }
        try {
            hop.complete(request);
        } catch (Refusal e) {
            throw e.asFailure();
        }
        for (Header host : unheard) {
            request.addHeader(host);
        }
    }

    /** A connection over TLS may have become either; the context of the exchange says so only when the request is sent. */
    private static boolean isOfHttp2(RequestChannel channel) {
        return channel.getClass().getName().contains("ClientH2StreamHandler");
    }
}
