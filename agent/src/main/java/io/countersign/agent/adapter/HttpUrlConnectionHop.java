package io.countersign.agent.adapter;

import io.countersign.agent.hop.LibraryRequest;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.RequestTarget;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The header block that the JDK is about to write; it is kept over redirects, so what is set must be taken back. */
final class HttpUrlConnectionHop implements LibraryRequest {

    private final HttpURLConnection connection;
    private final Class<?> owner;
    private final Object requests;

    HttpUrlConnectionHop(HttpURLConnection connection, Class<?> owner) {
        this.connection = connection;
        this.owner = owner;
        Object block = field("requests");
        if (block == null) {
            throw new IllegalStateException("the connection has no request headers");
        }
        this.requests = block;
    }

    /** What the JDK puts into the request line: the file of the URL, as the application spelled it. */
    static RequestTarget target(URL url) {
        return RequestTarget.of(url.getProtocol(), url.getHost(), url.getPort(), url.getFile());
    }

    @Override
    public HttpURLConnection identity() {
        return connection;
    }

    @Override
    public String method() {
        return connection.getRequestMethod();
    }

    @Override
    public RequestTarget target() {
        return target(connection.getURL());
    }

    @Override
    public @Nullable String header(String name) {
        return (String) block("findValue", name);
    }

    /**
     * The JDK lists the values of a name backwards, and the request line as a name without a value. A content type of
     * its own it adds only after this, but to what is signed it belongs.
     */
    @Override
    public Map<String, List<String>> headers() {
        Map<?, ?> block = (Map<?, ?>) Member.call(Member.method(requests.getClass(), "getHeaders"), requests);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (block != null) {
            for (Map.Entry<?, ?> header : block.entrySet()) {
                List<String> values = new ArrayList<>();
                for (Object value : (List<?>) header.getValue()) {
                    if (value != null) {
                        values.add(0, (String) value);
                    }
                }
                if (header.getKey() != null && !values.isEmpty()) {
                    headers.put((String) header.getKey(), values);
                }
            }
        }
        if (written() != null && !method().equals("PUT") && header("Content-Type") == null) {
            headers.put("Content-Type", Collections.singletonList("application/x-www-form-urlencoded"));
        }
        return headers;
    }

    @Override
    public void setHeader(String name, String value) {
        Member.call(Member.method(requests.getClass(), "set", String.class, String.class), requests, name, value);
    }

    @Override
    public void removeHeader(String name) {
        block("remove", name);
    }

    @Override
    public byte[] body(long limit) throws BodyNotReadableException {
        if (isStreaming()) {
            throw new BodyNotReadableException("it is streamed and longer than the limit of " + limit + " bytes");
        }
        ByteArrayOutputStream written = written();
        if (written == null) {
            return new byte[0];
        }
        BoundedBuffer.check(written.size(), limit);
        return written.toByteArray();
    }

    private @Nullable ByteArrayOutputStream written() {
        Object poster = field("poster");
        return poster instanceof ByteArrayOutputStream ? (ByteArrayOutputStream) poster : null;
    }

    private boolean isStreaming() {
        return Boolean.TRUE.equals(Member.call(Member.method(owner, "streaming"), connection));
    }

    private @Nullable Object field(String name) {
        Field field = Member.field(owner, name);
        return Member.get(field, connection);
    }

    private @Nullable Object block(String method, String name) {
        return Member.call(Member.method(requests.getClass(), method, String.class), requests, name);
    }
}
