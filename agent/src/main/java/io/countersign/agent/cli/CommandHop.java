package io.countersign.agent.cli;

import io.countersign.request.BodyNotReadableException;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request that somebody typed. */
final class CommandHop implements OutboundRequest {

    private final String method;
    private final RequestTarget target;
    private final byte[] body;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    CommandHop(String method, RequestTarget target, byte[] body) {
        this.method = method;
        this.target = target;
        this.body = body;
    }

    /** The same, to be authorized on its own. */
    CommandHop copy() {
        CommandHop copy = new CommandHop(method, target, body);
        copy.headers.putAll(headers);
        return copy;
    }

    byte[] body() {
        return body;
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
        return Collections.unmodifiableMap(headers);
    }

    @Override
    public void setHeader(String name, String value) {
        headers.put(name, Collections.singletonList(value));
    }

    @Override
    public void removeHeader(String name) {
        headers.remove(name);
    }

    @Override
    public byte[] body(long limit) throws BodyNotReadableException {
        if (body.length > limit) {
            throw new BodyNotReadableException("it has " + body.length + " bytes, the limit is " + limit);
        }
        return body;
    }
}
