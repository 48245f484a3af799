package io.countersign;

import io.countersign.request.BodyNotReadableException;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A hop of no library. */
class Hop implements OutboundRequest {
    final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    RequestTarget target;
    String method = "POST";
    byte[] body = {};

    Hop(String uri) {
        this.target = RequestTarget.of(URI.create(uri));
    }

    /** One that opens a web socket. */
    static Hop handshake(String uri) {
        Hop hop = new Hop(uri).with("Upgrade", "websocket").with("Connection", "Upgrade");
        hop.method = "GET";
        return hop;
    }

    Hop with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public RequestTarget target() {
        return target;
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) ->
                all.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
        return all;
    }

    @Override
    public void setHeader(String name, String value) {
        headers.put(name, value);
    }

    @Override
    public void removeHeader(String name) {
        headers.remove(name);
    }

    @Override
    public void setQuery(@Nullable String query) {
        target = RequestTarget.of(
                target.scheme(), target.host(), target.port(), target.path() + (query == null ? "" : "?" + query));
    }

    @Override
    public byte[] body(long limit) throws IOException {
        if (body.length > limit) {
            throw new BodyNotReadableException("it has " + body.length + " bytes");
        }
        return body;
    }
}
