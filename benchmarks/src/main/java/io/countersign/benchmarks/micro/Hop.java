package io.countersign.benchmarks.micro;

import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A hop that costs as little as one can: its body is at hand, its headers lie in a map. */
final class Hop implements OutboundRequest {

    private final RequestTarget target;
    private final byte[] body;
    private final Map<String, List<String>> headers = new LinkedHashMap<>();

    Hop(RequestTarget target, byte[] body) {
        this.target = target;
        this.body = body;
        headers.put("Content-Type", List.of("application/json"));
        headers.put("User-Agent", List.of("benchmark"));
        headers.put("Accept", List.of("application/json"));
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public RequestTarget target() {
        return target;
    }

    @Override
    public @Nullable String header(String name) {
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return header.getValue().get(0);
            }
        }
        return null;
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
        return body;
    }
}
