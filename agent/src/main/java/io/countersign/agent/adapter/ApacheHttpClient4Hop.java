package io.countersign.agent.adapter;

import io.countersign.agent.hop.LibraryRequest;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** The wrapper that HttpClient 4 makes for each hop, blocking or not; its headers and framing are complete. */
final class ApacheHttpClient4Hop implements LibraryRequest {

    /** Where the bytes of a hop come from: its entity, or what produces it. */
    interface Body {

        /** The body of a hop, see {@link io.countersign.request.OutboundRequest#body}. */
        byte[] read(ApacheHttpClient4Hop hop, long limit) throws IOException;
    }

    /** HttpCore may be used without HttpClient. */
    private static final boolean HAS_CLIENT = hasClient();

    private final HttpRequest request;
    private final HttpHost host;
    private final Body body;

    ApacheHttpClient4Hop(HttpRequest request, HttpHost host, Body body) {
        this.request = request;
        this.host = host;
        this.body = body;
    }

    /**
     * Where the connection leads: what the context calls the target may be a virtual host of the application's. The
     * route stands in the context since 4.3; before that the connection knows it.
     */
    static @Nullable HttpHost dialled(HttpContext context, @Nullable Object connection) {
        Object route = context.getAttribute("http.route");
        if (route == null && connection != null && HAS_CLIENT) {
            route = routeOf(connection);
        }
        return route instanceof HttpRoute
                ? ((HttpRoute) route).getTargetHost()
                : (HttpHost) context.getAttribute("http.target_host");
    }

    @SuppressWarnings("deprecation") // the connection of those days
    private static boolean hasClient() {
        try {
            return org.apache.http.conn.ManagedClientConnection.class.isInterface();
        } catch (NoClassDefFoundError none) {
            return false;
        }
    }

    @SuppressWarnings("deprecation")
    private static @Nullable HttpRoute routeOf(Object connection) {
        return connection instanceof org.apache.http.conn.ManagedClientConnection
                ? ((org.apache.http.conn.ManagedClientConnection) connection).getRoute()
                : null;
    }

    @Override
    public HttpRequest identity() {
        return request;
    }

    @Override
    public String method() {
        return request.getRequestLine().getMethod();
    }

    @Override
    public RequestTarget target() {
        String line = request.getRequestLine().getUri();
        return RequestTarget.of(host.getSchemeName(), host.getHostName(), host.getPort(), OriginForm.of(line));
    }

    @Override
    public @Nullable String header(String name) {
        Header header = request.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : request.getAllHeaders()) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    @Override
    public void setHeader(String name, String value) {
        request.setHeader(name, value);
    }

    @Override
    public void removeHeader(String name) {
        request.removeHeaders(name);
    }

    @Override
    public byte[] body(long limit) throws IOException {
        return body.read(this, limit);
    }

    /** Null if the hop has no body. */
    @Nullable
    HttpEntity entity() {
        return request instanceof HttpEntityEnclosingRequest
                ? ((HttpEntityEnclosingRequest) request).getEntity()
                : null;
    }

    /** Only for a hop that has one. */
    void replaceEntity(HttpEntity entity) {
        ((HttpEntityEnclosingRequest) request).setEntity(entity);
    }
}
