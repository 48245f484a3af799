package io.countersign.agent.weave;

import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hop as the engine sees it. To read its body runs the application's own code, which may send requests itself: for so
 * long, the thread is the application's again, and has no more rights than it.
 */
final class ApplicationRequest implements OutboundRequest {

    private final OutboundRequest hop;
    private final OwnCalls ownCalls;
    private final @Nullable ClassLoader application;

    ApplicationRequest(OutboundRequest hop, OwnCalls ownCalls, @Nullable ClassLoader application) {
        this.hop = hop;
        this.ownCalls = ownCalls;
        this.application = application;
    }

    @Override
    public byte[] body(long limit) throws IOException {
        ownCalls.end(application);
        try {
            return CallerRights.matter() ? CallerRights.drop(() -> hop.body(limit)) : hop.body(limit);
        } finally {
            ownCalls.begin();
        }
    }

    @Override
    public String method() {
        return hop.method();
    }

    @Override
    public RequestTarget target() {
        return hop.target();
    }

    @Override
    public @Nullable String header(String name) {
        return hop.header(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        return hop.headers();
    }

    @Override
    public void setHeader(String name, String value) {
        hop.setHeader(name, value);
    }

    @Override
    public void removeHeader(String name) {
        hop.removeHeader(name);
    }

    @Override
    public void setQuery(@Nullable String query) {
        hop.setQuery(query);
    }
}
