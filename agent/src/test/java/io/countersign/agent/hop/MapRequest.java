package io.countersign.agent.hop;

import io.countersign.request.RequestTarget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request of no library. */
class MapRequest implements LibraryRequest {
    final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    String host;
    String path = "/";

    MapRequest(String host) {
        this.host = host;
    }

    @Override
    public Object identity() {
        return this;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public RequestTarget target() {
        return RequestTarget.of("https", host, -1, path);
    }

    @Override
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, new ArrayList<>(List.of(value))));
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
    public void setQuery(@Nullable String query) {
        path = target().path() + (query == null ? "" : "?" + query);
    }

    @Override
    public byte[] body(long limit) {
        return new byte[0];
    }
}
