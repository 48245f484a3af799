package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.DeferredHop;
import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.LibraryRequest;
import io.countersign.agent.hop.ReadableBody;
import io.countersign.agent.hop.Refusal;
import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.impl.async.MinimalH2AsyncClient;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.AsyncPushConsumer;
import org.apache.hc.core5.http.nio.HandlerFactory;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpClient 5, asynchronous, HTTP/1.1 and HTTP/2. A hop is authorized before a connection is taken for it, so
 * that a refusal costs none, and completed when the client's interceptors have seen it.
 */
public final class ApacheHttpClient5Async implements Adapter {

    /** Attributes of the context of the exchange, where one woven class finds what another one left. */
    private static final String BODY = "countersign.body";

    private static final String HOP = "countersign.hop";

    private final Hops hops;

    /** Made by reflection. */
    public ApacheHttpClient5Async(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        switch (point) {
            case "body":
                hold(call);
                return null;
            case "hop":
                authorize(call);
                return null;
            case "exchange":
                complete(call);
                return null;
            case "minimal":
                minimal(call);
                return null;
            case "leased":
                leased(call);
                return null;
            default:
                return Boolean.TRUE.equals(call.result()) || again(call);
        }
    }

    /** The protocol step asks its own producer whether a body can be sent again, so this is the one to replace. */
    private void hold(Call call) {
        HttpRequest request = call.argument(HttpRequest.class);
        AsyncExecChain.Scope scope = call.argument(AsyncExecChain.Scope.class);
        HttpHost host = scope.route.getTargetHost();
        if (!hops.concern(request, host.getHostName())) {
            return;
        }
        AsyncEntityProducer body = (AsyncEntityProducer) call.arguments()[1];
        if (body != null) {
            LibraryRequest hop = new ApacheHttpClient5Hop(request, host, limit -> new byte[0]);
            if (hops.bodyNeed(hop.target(), hop.method()).isSigned()) {
                body = new HeldProducer(body);
                call.arguments()[1] = body;
            }
        }
        if (body == null) {
            scope.clientContext.removeAttribute(BODY);
        } else {
            scope.clientContext.setAttribute(BODY, body);
        }
    }

    private void authorize(Call call) throws IOException {
        HttpRequest request = call.argument(HttpRequest.class);
        AsyncExecChain.Scope scope = call.argument(AsyncExecChain.Scope.class);
        HttpHost host = scope.route.getTargetHost();
        if (!hops.concern(request, host.getHostName())) {
            return;
        }
        DeferredHop hop = new DeferredHop(new ApacheHttpClient5Hop(request, host, body(call)), hops);
        try {
            hops.authorize(hop);
        } catch (Refusal e) {
            letGo((AsyncEntityProducer) call.arguments()[1], e.asFailure());
            throw new Refusal(e.asFailure());
        }
        scope.clientContext.setAttribute(HOP, hop);
    }

    /** An interceptor of the application may have put a producer of its own around the one that is held. */
    private static ReadableBody body(Call call) {
        Object body = call.arguments()[1];
        if (body == null) {
            return limit -> new byte[0];
        }
        if (body instanceof ReadableBody) {
            return (ReadableBody) body;
        }
        HeldProducer held = new HeldProducer((AsyncEntityProducer) body);
        return limit -> {
            call.arguments()[1] = held;
            return held.bytes(limit);
        };
    }

    /** Else a producer that has begun to write would wait for a connection that it never gets. */
    private static void letGo(@Nullable AsyncEntityProducer body, IOException why) {
        if (body != null) {
            body.failed(why);
            body.releaseResources();
        }
    }

    /** A CONNECT to a proxy passes here too; it is another request. */
    private static void complete(Call call) {
        Object hop = call.argument(HttpClientContext.class).getAttribute(HOP);
        if (hop instanceof DeferredHop) {
            AsyncClientExchangeHandler exchange = (AsyncClientExchangeHandler) call.arguments()[1];
            call.arguments()[1] = new CompletedExchange(exchange, (DeferredHop) hop);
        }
    }

    private boolean again(Call call) {
        HttpContext context = call.argument(HttpContext.class);
        boolean again = isRepeatable(context) && resend(context, call.argument(HttpResponse.class));
        if (!again) {
            context.removeAttribute(BODY);
            context.removeAttribute(HOP);
        }
        return again;
    }

    /** With a body that cannot be sent again, the client would end the exchange without an answer. */
    private static boolean isRepeatable(HttpContext context) {
        Object body = context.getAttribute(BODY);
        return !(body instanceof AsyncEntityProducer) || ((AsyncEntityProducer) body).isRepeatable();
    }

    private boolean resend(HttpContext context, HttpResponse response) {
        HttpRequest request = ((HttpCoreContext) context).getRequest();
        return request != null && hops.resend(request, new ApacheHttpClient5Answer(response));
    }

    private void minimal(Call call) {
        Object[] arguments = call.arguments();
        if (!(arguments[0] instanceof MinimalExchange)) {
            AsyncClientExchangeHandler exchange = (AsyncClientExchangeHandler) arguments[0];
            arguments[0] = MinimalExchange.of(exchange, hops, sender(call.self(), arguments));
        }
    }

    @SuppressWarnings("unchecked")
    private static MinimalExchange.Sender sender(Object client, Object[] arguments) {
        HandlerFactory<AsyncPushConsumer> pushed = (HandlerFactory<AsyncPushConsumer>) arguments[1];
        HttpContext context = (HttpContext) arguments[2];
        return client instanceof MinimalH2AsyncClient
                ? exchange -> ((MinimalH2AsyncClient) client).execute(exchange, pushed, context)
                : exchange -> ((MinimalHttpAsyncClient) client).execute(exchange, pushed, context);
    }

    /** What the minimal client itself sends through an endpoint was seen before. */
    private void leased(Call call) {
        Object[] arguments = call.arguments();
        if (!arguments[0].getClass().getName().startsWith(MinimalHttpAsyncClient.class.getName())) {
            arguments[0] = MinimalExchange.of((AsyncClientExchangeHandler) arguments[0], hops, null);
        }
    }
}
