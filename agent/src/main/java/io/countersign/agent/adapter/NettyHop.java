package io.countersign.agent.adapter;

import io.countersign.agent.hop.LibraryRequest;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.RequestTarget;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The head of a request that a library of Netty's hands to the codec: a copy, so that the library never sees what is set. */
final class NettyHop implements LibraryRequest {

    private final HttpRequest head;
    private final NettyAddress address;
    private byte @Nullable [] body;

    NettyHop(HttpRequest head, NettyAddress address) {
        this.head = head;
        this.address = address;
    }

    /** Knows the body from here on. */
    void read(byte[] bytes) {
        body = bytes;
    }

    /** Whether its body waits for the server's 100. */
    boolean asksFirst() {
        return head.headers().contains(HttpHeaderNames.EXPECT);
    }

    @Override
    public HttpRequest identity() {
        return head;
    }

    @Override
    public String method() {
        return head.method().name();
    }

    @Override
    public RequestTarget target() {
        return address.target(OriginForm.of(head.uri()));
    }

    @Override
    public @Nullable String header(String name) {
        return head.headers().get(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, String> header : head.headers().entries()) {
            headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>()).add(header.getValue());
        }
        return headers;
    }

    @Override
    public void setHeader(String name, String value) {
        head.headers().set(name, value);
    }

    @Override
    public void removeHeader(String name) {
        head.headers().remove(name);
    }

    @Override
    public void setQuery(@Nullable String query) {
        String uri = head.uri();
        int mark = uri.indexOf('?');
        head.setUri((mark < 0 ? uri : uri.substring(0, mark)) + (query == null ? "" : '?' + query));
    }

    @Override
    public byte[] body(long limit) throws BodyNotReadableException {
        byte[] bytes = body;
        if (bytes == null) {
            throw new BodyNotReadableException("it has more than " + limit
                    + " bytes, which is the limit, or is no plain sequence of bytes, or waits for the server's 100");
        }
        BoundedBuffer.check(bytes.length, limit);
        return bytes;
    }
}
