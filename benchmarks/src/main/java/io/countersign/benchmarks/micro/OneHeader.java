package io.countersign.benchmarks.micro;

import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A hop that costs nothing itself: it keeps the one header that it is given. */
@State(Scope.Thread)
public class OneHeader implements OutboundRequest {

    private final RequestTarget target = RequestTarget.of("https", "api.example.com", 443, "/v1/orders");
    private @Nullable String value;

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public RequestTarget target() {
        return target;
    }

    @Override
    public @Nullable String header(String name) {
        return value;
    }

    @Override
    public Map<String, List<String>> headers() {
        return Map.of();
    }

    @Override
    public void setHeader(String name, String given) {
        value = given;
    }

    @Override
    public void removeHeader(String name) {
        value = null;
    }

    @Override
    public byte[] body(long limit) {
        return new byte[0];
    }
}
