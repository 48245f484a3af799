package io.countersign.agent.hop;

import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A hop that is authorized before its library has completed it: what is set waits here, so that interceptors and default
 * headers of the application neither see it nor give way to it.
 */
public final class DeferredHop implements LibraryRequest {

    private final LibraryRequest hop;
    private final Hops hops;
    private final Map<String, @Nullable String> changes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, @Nullable String> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Defers what is set on a hop until {@link #complete}. */
    public DeferredHop(LibraryRequest hop, Hops hops) {
        this.hop = hop;
        this.hops = hops;
        seen.put("Host", hop.header("Host"));
        seen.put("Content-Type", hop.header("Content-Type"));
    }

    /**
     * Makes the changes on the library's request, just before it is sent. If the application set one of these headers
     * meanwhile, or the Host or the type of the body has become another, the hop is authorized again as it stands now.
     *
     * @param request what is about to be sent, which may be another request on the way to the same server
     * @throws IOException if the rule refuses the request as it stands now
     */
    public void complete(Object request) throws IOException {
        if (request != identity()) {
            return;
        }
        if (isAsSeen()) {
            changes.forEach((name, value) -> set(hop, name, value));
        } else {
            hops.authorize(hop);
        }
    }

    @Override
    public Object identity() {
        return hop.identity();
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
        return changes.containsKey(name) ? changes.get(name) : hop.header(name);
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> headers = hop.headers();
        headers.keySet().removeIf(changes::containsKey);
        changes.forEach((name, value) -> {
            if (value != null) {
                headers.put(name, new ArrayList<>(Collections.singletonList(value)));
            }
        });
        return headers;
    }

    @Override
    public void setHeader(String name, String value) {
        change(name, value);
    }

    @Override
    public void removeHeader(String name) {
        change(name, null);
    }

    @Override
    public byte[] body(long limit) throws IOException {
        return hop.body(limit);
    }

    private void change(String name, @Nullable String value) {
        if (!changes.containsKey(name)) {
            seen.put(name, hop.header(name));
        }
        changes.put(name, value);
    }

    private boolean isAsSeen() {
        return seen.entrySet().stream().allMatch(each -> Objects.equals(each.getValue(), hop.header(each.getKey())));
    }

    private static void set(LibraryRequest hop, String name, @Nullable String value) {
        if (value == null) {
            hop.removeHeader(name);
        } else {
            hop.setHeader(name, value);
        }
    }
}
