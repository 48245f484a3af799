package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.LibraryRequest;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.httpclient.Header;
import org.apache.commons.httpclient.HostConfiguration;
import org.apache.commons.httpclient.HttpMethod;
import org.apache.commons.httpclient.methods.EntityEnclosingMethod;
import org.apache.commons.httpclient.methods.RequestEntity;
import org.jspecify.annotations.Nullable;

/**
 * A method object of commons-httpclient. It still carries the Host of the hop before; Host and Content-Type are set by the
 * library while it writes the head, so they are foreseen here.
 */
final class CommonsHttpClient3Hop implements LibraryRequest {

    private final HttpMethod method;
    private final HostConfiguration host;
    private final Hops hops;

    CommonsHttpClient3Hop(HttpMethod method, HostConfiguration host, Hops hops) {
        this.method = method;
        this.host = host;
        this.hops = hops;
    }

    @Override
    public HttpMethod identity() {
        return method;
    }

    @Override
    public String method() {
        return method.getName();
    }

    @Override
    public RequestTarget target() {
        String scheme = host.getProtocol().getScheme();
        return RequestTarget.of(scheme, host.getHost(), host.getPort(), method.getPath() + query());
    }

    /** As the library writes it, which takes one with a question mark of its own. */
    private String query() {
        String query = method.getQueryString();
        if (query == null) {
            return "";
        }
        return query.startsWith("?") ? query : "?" + query;
    }

    @Override
    public @Nullable String header(String name) {
        if (name.equalsIgnoreCase("Host")) {
            return virtualHost();
        }
        Header header = method.getRequestHeader(name);
        if (header == null && name.equalsIgnoreCase("Content-Type")) {
            return contentType();
        }
        return header == null ? null : header.getValue();
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : method.getRequestHeaders()) {
            if (!header.getName().equalsIgnoreCase("Host")) {
                headers.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                        .add(header.getValue());
            }
        }
        foresee(headers, "Host", virtualHost());
        if (method.getRequestHeader("Content-Type") == null) {
            foresee(headers, "Content-Type", contentType());
        }
        return headers;
    }

    private static void foresee(Map<String, List<String>> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, Collections.singletonList(value));
        }
    }

    /** What the application wants to be sent in place of the host that is dialled. */
    private @Nullable String virtualHost() {
        String virtual = method.getParams().getVirtualHost();
        return virtual == null || host.getPort() == host.getProtocol().getDefaultPort()
                ? virtual
                : virtual + ":" + host.getPort();
    }

    private @Nullable String contentType() {
        RequestEntity entity = entity();
        return entity == null ? null : entity.getContentType();
    }

    @Override
    public void setHeader(String name, String value) {
        method.setRequestHeader(name, value);
    }

    @Override
    public void removeHeader(String name) {
        method.removeRequestHeader(name);
    }

    @Override
    public byte[] body(long limit) throws IOException {
        RequestEntity entity = entity();
        if (entity == null) {
            CommonsHttpClient3Entity.checkNone(method);
            return new byte[0];
        }
        boolean passedOn = hops.bodyNeed(target(), method()).isPassedOn();
        return CommonsHttpClient3Entity.read((EntityEnclosingMethod) method, entity, limit, passedOn);
    }

    private @Nullable RequestEntity entity() {
        return method instanceof EntityEnclosingMethod ? ((EntityEnclosingMethod) method).getRequestEntity() : null;
    }
}
