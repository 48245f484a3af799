package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Objects;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpAsyncClient 4.0 and 4.1: each attempt on the wire is generated on a thread of the I/O reactor. What is thrown
 * there ends that one exchange.
 */
public final class ApacheHttpClient4Async implements Adapter {

    private final Hops hops;
    private volatile @Nullable Method localContext;
    private volatile @Nullable Method requestProducer;

    /** Made by reflection. */
    public ApacheHttpClient4Async(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        switch (point) {
            case "body":
                return ApacheHttpClient4Producer.of(hops, call.result());
            case "hop":
                authorize(call.arguments()[0], call.result());
                return call.result();
            default:
                return Boolean.TRUE.equals(call.result()) || again(call.arguments()[0]);
        }
    }

    /** A CONNECT belongs to the proxy: nothing of ours goes there. */
    private void authorize(Object state, @Nullable Object generated) throws IOException {
        HttpContext context = contextOf(state);
        HttpRequest request = (HttpRequest) generated;
        HttpHost host = ApacheHttpClient4Hop.dialled(context, null);
        if (request != null
                && host != null
                && hops.concern(request, host.getHostName())
                && !request.getRequestLine().getMethod().equalsIgnoreCase("CONNECT")) {
            ApacheHttpClient4Hop.Body body = ApacheHttpClient4Producer.body(producerOf(state), context);
            hops.authorize(new ApacheHttpClient4Hop(request, host, body));
        }
    }

    /** The response of a request that was generated above; its answer to a CONNECT is judged elsewhere. */
    private boolean again(Object state) {
        HttpContext context = contextOf(state);
        Object request = context.getAttribute("http.request");
        HttpResponse response = (HttpResponse) context.getAttribute("http.response");
        return request != null
                && response != null
                && producerOf(state).isRepeatable()
                && hops.resend(request, new ApacheHttpClient4Answer(response));
    }

    private HttpContext contextOf(Object state) {
        Method known = localContext;
        if (known == null) {
            known = Member.method(state.getClass(), "getLocalContext");
            localContext = known;
        }
        return (HttpContext) Objects.requireNonNull(Member.call(known, state));
    }

    private HttpAsyncRequestProducer producerOf(Object state) {
        Method known = requestProducer;
        if (known == null) {
            known = Member.method(state.getClass(), "getRequestProducer");
            requestProducer = known;
        }
        return (HttpAsyncRequestProducer) Objects.requireNonNull(Member.call(known, state));
    }
}
