package io.countersign.token;

import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A GET whose headers are kept in a map. */
final class FakeHop implements OutboundRequest {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public RequestTarget target() {
        return RequestTarget.of("https", "api.example.com", 443, "/");
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
        headers.put(name, List.of(value));
    }

    @Override
    public void removeHeader(String name) {
        headers.remove(name);
    }

    @Override
    public byte[] body(long limit) {
        return new byte[0];
    }
}
