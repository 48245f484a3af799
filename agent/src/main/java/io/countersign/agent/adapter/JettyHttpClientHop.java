package io.countersign.agent.adapter;

import io.countersign.agent.hop.LibraryRequest;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request of Jetty's client as one hop: one on its way to a connection still lacks what the client adds to its head. */
final class JettyHttpClientHop implements LibraryRequest {

    private static final String HOST = "Host";
    private static final String CONTENT_TYPE = "Content-Type";

    /** An attribute of the conversation: the request whose head is complete. */
    private static final String HEAD = "countersign.head";

    private final Object request;
    private final JettyHttpClientBody body;

    JettyHttpClientHop(Object request) {
        this.request = request;
        this.body = new JettyHttpClientBody(request);
    }

    /** As the connection is dialled. */
    static String host(Object request) {
        return text(request, "getHost");
    }

    /** A request to a proxy to open a tunnel. */
    static boolean isConnect(Object request) {
        return text(request, "getMethod").equals("CONNECT");
    }

    /** Says that the client has added to the head of a request what it adds, so that nothing is to be foreseen any more. */
    static void completed(Object request) {
        JettyHttpClientMember.call(conversation(request), "setAttribute", HEAD, request);
    }

    static Object conversation(Object request) {
        return JettyHttpClientMember.get(request, "getConversation");
    }

    /** The first value of a header in fields of Jetty's. */
    static @Nullable String first(Object fields, String name) {
        for (Object field : (Iterable<?>) fields) {
            if (name.equalsIgnoreCase(text(field, "getName"))) {
                return (String) JettyHttpClientMember.call(field, "getValue");
            }
        }
        return null;
    }

    private static String text(Object target, String method) {
        return String.valueOf(JettyHttpClientMember.call(target, method));
    }

    JettyHttpClientBody content() {
        return body;
    }

    @Override
    public Object identity() {
        return request;
    }

    @Override
    public String method() {
        return text(request, "getMethod");
    }

    /** With a proxy, the path has become a whole URL. */
    @Override
    public RequestTarget target() {
        Object path = JettyHttpClientMember.call(request, "getPath");
        Object query = JettyHttpClientMember.call(request, "getQuery");
        String line = (path == null || path.toString().isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
        int port = (Integer) JettyHttpClientMember.get(request, "getPort");
        return RequestTarget.of(text(request, "getScheme"), host(request), port, OriginForm.of(line));
    }

    @Override
    public @Nullable String header(String name) {
        String value = first(fields(), name);
        if (value == null && name.equalsIgnoreCase(HOST)) {
            return target().authority();
        }
        return value == null && name.equalsIgnoreCase(CONTENT_TYPE) && !isComplete() ? body.type() : value;
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Object field : (Iterable<?>) fields()) {
            headers.computeIfAbsent(text(field, "getName"), name -> new ArrayList<>())
                    .add(text(field, "getValue"));
        }
        addIfAbsent(headers, HOST);
        addIfAbsent(headers, CONTENT_TYPE);
        return headers;
    }

    private boolean isComplete() {
        return JettyHttpClientMember.call(conversation(request), "getAttribute", HEAD) == request;
    }

    private void addIfAbsent(Map<String, List<String>> headers, String name) {
        String value = header(name);
        if (value != null && headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            headers.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
        }
    }

    @Override
    public void setHeader(String name, String value) {
        JettyHttpClientMember.call(fields(), "put", name, value);
    }

    @Override
    public void removeHeader(String name) {
        JettyHttpClientMember.call(fields(), "remove", name);
    }

    @Override
    public byte[] body(long limit) throws IOException {
        return body.bytes(limit);
    }

    private Object fields() {
        return JettyHttpClientMember.get(request, "getHeaders");
    }
}
