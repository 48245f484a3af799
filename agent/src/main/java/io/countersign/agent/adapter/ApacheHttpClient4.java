package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import java.io.IOException;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Apache HttpClient 4.0 to 4.5, blocking: each attempt on the wire goes through the request executor of HttpCore. */
public final class ApacheHttpClient4 implements Adapter {

    private final Hops hops;
    private final ApacheHttpClient4Hop.Body bodies;

    /** Made by reflection. */
    public ApacheHttpClient4(Hops hops) {
        this.hops = hops;
        this.bodies = new ApacheHttpClient4Entity(hops);
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        switch (point) {
            case "hop":
                authorize(call.arguments());
                return null;
            case "followup":
                // Of 4.0 to 4.2: the same routed request once more.
                return call.result() == null && again(call) ? call.arguments()[0] : call.result();
            default:
                return Boolean.TRUE.equals(call.result()) || again(call);
        }
    }

    /** A CONNECT belongs to the proxy: nothing of ours goes there. */
    private void authorize(Object[] arguments) throws IOException {
        HttpRequest request = (HttpRequest) arguments[0];
        HttpHost host = ApacheHttpClient4Hop.dialled((HttpContext) arguments[2], arguments[1]);
        if (host != null
                && hops.concern(request, host.getHostName())
                && !request.getRequestLine().getMethod().equalsIgnoreCase("CONNECT")) {
            hops.authorize(new ApacheHttpClient4Hop(request, host, bodies));
        }
    }

    private boolean again(Call call) {
        HttpContext context = call.argument(HttpContext.class);
        Object request = context.getAttribute("http.request");
        return request != null
                && isRepeatable(request)
                && hops.resend(request, new ApacheHttpClient4Answer(call.argument(HttpResponse.class)));
    }

    private static boolean isRepeatable(Object request) {
        if (!(request instanceof HttpEntityEnclosingRequest)) {
            return true;
        }
        HttpEntity entity = ((HttpEntityEnclosingRequest) request).getEntity();
        return entity == null || entity.isRepeatable();
    }
}
