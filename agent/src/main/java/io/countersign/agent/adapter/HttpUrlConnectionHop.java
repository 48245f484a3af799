package io.countersign.agent.adapter;

import io.countersign.agent.hop.LibraryRequest;
import io.countersign.request.BodyNotReadableException;
import io.countersign.request.RequestTarget;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
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

    private static final Class<?> CONNECTION = Member.type("sun.net.www.protocol.http.HttpURLConnection");
    private static final Field REQUESTS = Member.field(CONNECTION, "requests");
    private static final Field RESPONSES = Member.field(CONNECTION, "responses");
    private static final Field POSTER = Member.field(CONNECTION, "poster");

    private static final Class<?> BLOCK = Member.type("sun.net.www.MessageHeader");
    private static final Method FIND = Member.method(BLOCK, "findValue", String.class);
    private static final Method SET = Member.method(BLOCK, "set", String.class, String.class);
    private static final Method REMOVE = Member.method(BLOCK, "remove", String.class);
    private static final Method ALL = Member.method(BLOCK, "getHeaders");

    private final HttpURLConnection connection;
    private final Object requests;

    HttpUrlConnectionHop(HttpURLConnection connection) {
        this.connection = connection;
        Object block = Member.get(REQUESTS, connection);
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
        return (String) Member.call(FIND, requests, name);
    }

    /**
     * The JDK lists the values of a name backwards, and the request line as a name without a value. A content type of
     * its own it adds only after this, but to what is signed it belongs.
     */
    @Override
    public Map<String, List<String>> headers() {
        Map<?, ?> block = (Map<?, ?>) Member.call(ALL, requests);
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
        if (written(connection) != null && !method().equals("PUT") && header("Content-Type") == null) {
            headers.put("Content-Type", Collections.singletonList("application/x-www-form-urlencoded"));
        }
        return headers;
    }

    @Override
    public void setHeader(String name, String value) {
        Member.call(SET, requests, name, value);
    }

    @Override
    public void removeHeader(String name) {
        Member.call(REMOVE, requests, name);
    }

    @Override
    public byte[] body(long limit) throws BodyNotReadableException {
        if (StreamingMode.isStreaming(connection)) {
            throw new BodyNotReadableException("it is streamed: longer than the limit of " + limit
                    + " bytes, or older than the rule that signs it");
        }
        ByteArrayOutputStream written = written(connection);
        if (written == null) {
            return new byte[0];
        }
        BoundedBuffer.check(written.size(), limit);
        return written.toByteArray();
    }

    /** What the JDK holds of the body; null if it holds none. */
    static @Nullable ByteArrayOutputStream written(HttpURLConnection connection) {
        Object poster = Member.get(POSTER, connection);
        return poster instanceof ByteArrayOutputStream ? (ByteArrayOutputStream) poster : null;
    }

    /** Makes the JDK stream from here on. */
    static void forgetWritten(HttpURLConnection connection) {
        Member.set(POSTER, connection, null);
    }

    /** The status of the answer, without waiting for it; -1 if there is none yet. */
    static int status(HttpURLConnection connection) {
        Object status = Member.get(Member.field(HttpURLConnection.class, "responseCode"), connection);
        return status == null ? -1 : (Integer) status;
    }

    /** A header of the answer. */
    static @Nullable String received(HttpURLConnection connection, String name) {
        Object block = Member.get(RESPONSES, connection);
        return block == null ? null : (String) Member.call(FIND, block, name);
    }
}
