package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.countersign.request.HopResponse;
import java.io.IOException;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Apache HttpClient 4.3 to 4.5, blocking: each attempt on the wire goes through the request executor of HttpCore. */
public final class ApacheHttpClient4 implements Adapter {

    private final Hops hops;

    /** Made by reflection. */
    public ApacheHttpClient4(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        if (point.equals("hop")) {
            authorize(call.argument(HttpRequest.class), call.argument(HttpContext.class));
            return null;
        }
        boolean already = Boolean.TRUE.equals(call.result());
        return already || again(call.argument(HttpResponse.class), call.argument(HttpContext.class));
    }

    /** A CONNECT belongs to the proxy: nothing of ours goes there. */
    private void authorize(HttpRequest request, HttpContext context) throws IOException {
        HttpHost host = dialled(context);
        if (host != null
                && hops.concern(request, host.getHostName())
                && !request.getRequestLine().getMethod().equalsIgnoreCase("CONNECT")) {
            hops.authorize(new ApacheHttpClient4Hop(request, host));
        }
    }

    /** The route says where the connection leads; the other attribute may be a virtual host of the application's. */
    private static @Nullable HttpHost dialled(HttpContext context) {
        Object route = context.getAttribute("http.route");
        if (route instanceof HttpRoute) {
            return ((HttpRoute) route).getTargetHost();
        }
        return (HttpHost) context.getAttribute("http.target_host");
    }

    private boolean again(HttpResponse response, HttpContext context) {
        Object request = context.getAttribute("http.request");
        return request != null && isRepeatable(request) && hops.resend(request, new Answer(response));
    }

    private static boolean isRepeatable(Object request) {
        if (!(request instanceof HttpEntityEnclosingRequest)) {
            return true;
        }
        HttpEntity entity = ((HttpEntityEnclosingRequest) request).getEntity();
        return entity == null || entity.isRepeatable();
    }

    /** What HttpClient 4 received. */
    private static final class Answer implements HopResponse {

        private final HttpResponse response;

        Answer(HttpResponse response) {
            this.response = response;
        }

        @Override
        public int status() {
            return response.getStatusLine().getStatusCode();
        }

        @Override
        public @Nullable String header(String name) {
            Header header = response.getFirstHeader(name);
            return header == null ? null : header.getValue();
        }
    }
}
