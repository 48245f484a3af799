package io.countersign.sigv4;

import io.countersign.request.BodyNotReadableException;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A hop in memory, whose headers a test sets and reads. */
final class FakeHop implements OutboundRequest {

    private final String method;
    private final RequestTarget target;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte @Nullable [] body;

    private FakeHop(String method, RequestTarget target, byte @Nullable [] body) {
        this.method = method;
        this.target = target;
        this.body = body;
    }

    static FakeHop get(String host, String pathAndQuery) {
        return of("GET", RequestTarget.of("https", host, 443, pathAndQuery), new byte[0]);
    }

    static FakeHop of(String method, String uri, String body) {
        return of(method, RequestTarget.of(URI.create(uri)), body.getBytes(StandardCharsets.UTF_8));
    }

    static FakeHop of(String method, RequestTarget target, byte[] body) {
        return new FakeHop(method, target, body);
    }

    static FakeHop withUnreadableBody(String uri) {
        return new FakeHop("POST", RequestTarget.of(URI.create(uri)), null);
    }

    FakeHop with(String name, String... values) {
        for (String value : values) {
            headers.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
        }
        return this;
    }

    String required(String name) {
        String value = header(name);
        if (value == null) {
            throw new AssertionError("no header " + name + " among " + headers.keySet());
        }
        return value;
    }

    /** What stands after {@code Signature=}. */
    String signature() {
        String authorization = required("Authorization");
        return authorization.substring(authorization.lastIndexOf('=') + 1);
    }

    /** What stands after {@code SignedHeaders=}. */
    String signedHeaders() {
        String authorization = required("Authorization");
        int from = authorization.indexOf("SignedHeaders=") + "SignedHeaders=".length();
        return authorization.substring(from, authorization.indexOf(',', from));
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
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    @Override
    public Map<String, List<String>> headers() {
        return headers;
    }

    @Override
    public void setHeader(String name, String value) {
        headers.put(name, new ArrayList<>(List.of(value)));
    }

    @Override
    public void removeHeader(String name) {
        headers.remove(name);
    }

    @Override
    public byte[] body(long limit) throws BodyNotReadableException {
        if (body == null) {
            throw new BodyNotReadableException("it is a stream that can be read only once");
        }
        if (body.length > limit) {
            throw new BodyNotReadableException("it is longer than " + limit + " bytes");
        }
        return body;
    }
}
