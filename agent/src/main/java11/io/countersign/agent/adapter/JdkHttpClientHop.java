package io.countersign.agent.adapter;

import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.LibraryRequest;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JDK's inner request: the application's headers cannot be changed, ours are laid over them. */
final class JdkHttpClientHop implements LibraryRequest {

    static final Class<?> REQUEST = Member.type("jdk.internal.net.http.HttpRequestImpl");
    private static final Field WEB_SOCKET = Member.field(REQUEST, "isWebSocket");
    private static final Method SET = Member.method(REQUEST, "setSystemHeader", String.class, String.class);

    private final HttpRequest request;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    JdkHttpClientHop(HttpRequest request) {
        this.request = request;
        headers.putAll(request.headers().map());
        if (Boolean.TRUE.equals(Member.get(WEB_SOCKET, request))) {
            headers.put("Upgrade", List.of("websocket"));
        }
    }

    @Override
    public HttpRequest identity() {
        return request;
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public RequestTarget target() {
        return RequestTarget.of(request.uri());
    }

    @Override
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    @Override
    public Map<String, List<String>> headers() {
        return headers;
    }

    @Override
    public void setHeader(String name, String value) {
        Member.call(SET, request, name, value);
        headers.put(name, List.of(value));
    }

    /** A header that the application set is hidden when the JDK asks for its headers. */
    @Override
    public void removeHeader(String name) {
        headers.remove(name);
    }

    /** The URI of a request is final; what is asked for is asked of the {@link Hops} when the request is written. */
    @Override
    public void setQuery(@Nullable String query) {}

    @Override
    public byte[] body(long limit) throws IOException {
        BodyPublisher publisher = request.bodyPublisher().orElse(null);
        if (publisher == null || publisher.contentLength() == 0) {
            return new byte[0];
        }
        if (!(publisher instanceof RepeatablePublisher)) {
            throw new BodyNotReadableException("the request is older than the agent, or than the rule that signs it");
        }
        return ((RepeatablePublisher) publisher).bytes(limit);
    }

    /** A refused hop is sent again; its body may be gone by then. */
    void keepBody(Hops hops) {
        BodyPublisher publisher = request.bodyPublisher().orElse(null);
        if (publisher instanceof RepeatablePublisher) {
            BodyNeed need = hops.bodyNeed(target(), method());
            if (need != BodyNeed.NONE && !need.isSigned()) {
                ((RepeatablePublisher) publisher).keep(need.limit());
            }
        }
    }

    /** Whether its body, if any, would be the same once more. */
    static boolean isRepeatable(HttpRequest request) {
        return request.bodyPublisher().map(RepeatablePublisher::isRepeatable).orElse(true);
    }

    /** Nobody will subscribe to it. */
    void abandonBody() {
        BodyPublisher publisher = request.bodyPublisher().orElse(null);
        if (publisher instanceof RepeatablePublisher) {
            ((RepeatablePublisher) publisher).abandon();
        }
    }
}
