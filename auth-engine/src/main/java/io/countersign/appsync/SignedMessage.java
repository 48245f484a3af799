package io.countersign.appsync;

import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request that AppSync checks a signature against. For the web socket it is never sent as such: it stands for the
 * handshake or the message.
 */
final class SignedMessage implements OutboundRequest {

    private final AppSyncHost host;
    private final String path;
    private final byte[] body;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private SignedMessage(AppSyncHost host, String path, String body) {
        this.host = host;
        this.path = path;
        this.body = body.getBytes(StandardCharsets.UTF_8);
    }

    /** With the three headers that AppSync assumes of every handshake and message. */
    static SignedMessage realtime(AppSyncHost host, String path, String body) {
        SignedMessage message = new SignedMessage(host, path, body);
        message.headers.put("accept", "application/json, text/javascript");
        message.headers.put("content-encoding", "amz-1.0");
        message.headers.put("content-type", "application/json; charset=UTF-8");
        return message;
    }

    /** Without headers of its own, for modes that sign nothing. */
    static SignedMessage plain(AppSyncHost host, String path, String body) {
        return new SignedMessage(host, path, body);
    }

    static SignedMessage http(AppSyncHost host, String path, String body) {
        SignedMessage message = new SignedMessage(host, path, body);
        message.headers.put("content-type", "application/json");
        return message;
    }

    Map<String, String> headersAndHost() {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("host", host.httpHost());
        return all;
    }

    Map<String, String> hostAndHeaders() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("host", host.httpHost());
        all.putAll(headers);
        return all;
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public RequestTarget target() {
        return RequestTarget.of("https", host.httpHost(), 0, path);
    }

    /** The host is not among {@link #headers()}, so that it stands last in the authorization object. */
    @Override
    public @Nullable String header(String name) {
        return name.equalsIgnoreCase("host") ? host.httpHost() : headers.get(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, Collections.singletonList(value)));
        return all;
    }

    @Override
    public void setHeader(String name, String value) {
        headers.put(name, value);
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
