package io.countersign.agent.adapter;

import io.countersign.agent.hop.LibraryRequest;
import io.countersign.agent.hop.ReadableBody;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/** A request of HttpClient 5 as one hop; classic ones are complete, asynchronous ones still get headers of the client's. */
final class ApacheHttpClient5Hop implements LibraryRequest {

    private final HttpRequest request;
    private final HttpHost host;
    private final ReadableBody body;

    ApacheHttpClient5Hop(HttpRequest request, HttpHost host, ReadableBody body) {
        this.request = request;
        this.host = host;
        this.body = body;
    }

    @Override
    public HttpRequest identity() {
        return request;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public RequestTarget target() {
        String path = request.getPath() == null ? "/" : request.getPath();
        return RequestTarget.of(host.getSchemeName(), host.getHostName(), host.getPort(), OriginForm.of(path));
    }

    @Override
    public @Nullable String header(String name) {
        Header header = request.getFirstHeader(name);
        if (header == null && name.equalsIgnoreCase("Host")) {
            return authority();
        }
        return header == null ? null : header.getValue();
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : request.getHeaders()) {
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
        return body.bytes(limit);
    }

    /** What the client makes the Host header or the authority of, where it has not done so yet. */
    private @Nullable String authority() {
        URIAuthority authority = request.getAuthority();
        if (authority == null) {
            return null;
        }
        int port = authority.getPort();
        return port < 0 ? authority.getHostName() : authority.getHostName() + ":" + port;
    }
}
