package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.LibraryRequest;
import io.countersign.agent.hop.Refusal;
import java.io.IOException;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.EntityUtils;
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
        switch (point) {
            case "hop":
                authorize(call.argument(ClassicHttpRequest.class), call.argument(HttpContext.class));
                return null;
            case "answer":
                return answer(call);
            default:
                boolean already = Boolean.TRUE.equals(call.result());
                return already || again(call.argument(HttpResponse.class), call.argument(HttpContext.class));
        }
    }

    /** A CONNECT belongs to the proxy: nothing of ours goes there. */
    private void authorize(ClassicHttpRequest request, HttpContext context) throws IOException {
        HttpHost host = dialled(request, context);
        if (host != null
                && hops.concern(request, host.getHostName())
                && !request.getMethod().equalsIgnoreCase("CONNECT")) {
            hops.authorize(hop(request, host));
        }
    }

    private LibraryRequest hop(ClassicHttpRequest request, HttpHost host) {
        LibraryRequest bare = new ApacheHttpClient5Hop(request, host, limit -> new byte[0]);
        return new ApacheHttpClient5Hop(
                request,
                host,
                new ApacheHttpClient5Entity(
                        request,
                        () -> hops.bodyNeed(bare.target(), bare.method()).isPassedOn()));
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
        return request instanceof ClassicHttpRequest && again((ClassicHttpRequest) request, response);
    }

    private boolean again(ClassicHttpRequest request, HttpResponse response) {
        HttpEntity entity = request.getEntity();
        return (entity == null || entity.isRepeatable()) && hops.resend(request, new ApacheHttpClient5Answer(response));
    }

    /** The minimal client knows no second send of its own; a new one goes the whole way again. */
    private @Nullable Object answer(Call call) throws IOException {
        CloseableHttpResponse response = (CloseableHttpResponse) call.result();
        ClassicHttpRequest request = call.argument(ClassicHttpRequest.class);
        if (response == null || !again(request, response)) {
            return response;
        }
        try {
            EntityUtils.consume(response.getEntity());
            response.close();
            return sendAgain((CloseableHttpClient) call.self(), call.arguments(), request);
        } catch (IOException | RuntimeException e) {
            throw new Refusal(e);
        }
    }

    /** It works on the application's own request, and does not want to find there what it added for the first send. */
    private static Object sendAgain(CloseableHttpClient client, Object[] arguments, ClassicHttpRequest request)
            throws IOException {
        request.removeHeaders(HttpHeaders.CONTENT_LENGTH);
        request.removeHeaders(HttpHeaders.TRANSFER_ENCODING);
        return client.execute((HttpHost) arguments[0], request, (HttpContext) arguments[2]);
    }
}
