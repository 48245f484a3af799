package io.countersign.agent.hop;

import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Remembers what was changed on a hop, so that it can be taken back before the request object is used again. */
final class RecordedRequest implements OutboundRequest {

    private final OutboundRequest wire;
    private final Map<String, @Nullable String> before = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, @Nullable String> after = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private final RequestTarget original;
    private final AtomicReference<@Nullable String> query;

    RecordedRequest(OutboundRequest wire) {
        this.wire = wire;
        this.original = wire.target();
        this.query = new AtomicReference<>(original.query());
    }

    /** Where the application sends it. */
    RequestTarget original() {
        return original;
    }

    /** What the query is now: null where there is none. */
    @Nullable
    String query() {
        return query.get();
    }

    /** What each changed header was: null where there was none. */
    Map<String, @Nullable String> before() {
        return before;
    }

    /** What each changed header is now: null where it was removed. */
    Map<String, @Nullable String> after() {
        return after;
    }

    @Override
    public String method() {
        return wire.method();
    }

    @Override
    public RequestTarget target() {
        return wire.target();
    }

    @Override
    public @Nullable String header(String name) {
        return wire.header(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        return wire.headers();
    }

    @Override
    public void setHeader(String name, String value) {
        keep(name, value);
        wire.setHeader(name, value);
    }

    @Override
    public void removeHeader(String name) {
        if (wire.header(name) != null) {
            keep(name, null);
            wire.removeHeader(name);
        }
    }

    @Override
    public void setQuery(@Nullable String now) {
        query.set(now);
        wire.setQuery(now);
    }

    @Override
    public byte[] body(long limit) throws IOException {
        return wire.body(limit);
    }

    private void keep(String name, @Nullable String now) {
        if (!before.containsKey(name)) {
            before.put(name, wire.header(name));
        }
        after.put(name, now);
    }
}
