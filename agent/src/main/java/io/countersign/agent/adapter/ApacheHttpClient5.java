package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.countersign.request.HopResponse;
import java.io.IOException;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** Apache HttpClient 5, classic: each attempt on the wire goes through the request executor of HttpCore. */
public final class ApacheHttpClient5 implements Adapter {

    private final Hops hops;

    /** Made by reflection. */
    public ApacheHttpClient5(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        if (point.equals("hop")) {
            authorize(call.argument(ClassicHttpRequest.class), call.argument(HttpContext.class));
            return null;
        }
        boolean already = Boolean.TRUE.equals(call.result());
        return already || again(call.argument(HttpResponse.class), call.argument(HttpContext.class));
    }

    /** A CONNECT belongs to the proxy: nothing of ours goes there. */
    private void authorize(ClassicHttpRequest request, HttpContext context) throws IOException {
        HttpHost host = dialled(request, context);
        if (host != null
                && hops.concern(request, host.getHostName())
                && !request.getMethod().equalsIgnoreCase("CONNECT")) {
            hops.authorize(new ApacheHttpClient5Hop(request, host, hops));
        }
    }

    /** The route says where the connection leads; the request's authority may be a virtual host. */
    private static @Nullable HttpHost dialled(HttpRequest request, HttpContext context) {
        RouteInfo route = context instanceof HttpClientContext ? ((HttpClientContext) context).getHttpRoute() : null;
        if (route != null) {
            return route.getTargetHost();
        }
        URIAuthority authority = request.getAuthority();
        return authority == null
                ? null
                : new HttpHost(request.getScheme(), authority.getHostName(), authority.getPort());
    }

    private boolean again(HttpResponse response, HttpContext context) {
        HttpRequest request = ((HttpCoreContext) context).getRequest();
        return request instanceof ClassicHttpRequest
                && isRepeatable((ClassicHttpRequest) request)
                && hops.resend(request, new Answer(response));
    }

    private static boolean isRepeatable(ClassicHttpRequest request) {
        HttpEntity entity = request.getEntity();
        return entity == null || entity.isRepeatable();
    }

    /** What HttpClient 5 received. */
    private static final class Answer implements HopResponse {

        private final HttpResponse response;

        Answer(HttpResponse response) {
            this.response = response;
        }

        @Override
        public int status() {
            return response.getCode();
        }

        @Override
        public @Nullable String header(String name) {
            Header header = response.getFirstHeader(name);
            return header == null ? null : header.getValue();
        }
    }
}
