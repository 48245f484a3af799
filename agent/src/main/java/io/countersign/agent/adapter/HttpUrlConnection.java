package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.countersign.request.HopResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** The JDK's own connection, also what HTTPS connections delegate to; one object carries all hops of a call. */
public final class HttpUrlConnection implements Adapter {

    /** How the application wanted the bodies streamed that are held instead; a released one stays in here. */
    private final Map<HttpURLConnection, StreamingMode> held = Collections.synchronizedMap(new WeakHashMap<>());

    private final Hops hops;

    /** Made by reflection. */
    public HttpUrlConnection(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) call.self();
        switch (point) {
            case "body":
                holdIfNeeded(connection);
                return null;
            case "output":
                return bounded(connection, call.result());
            case "hop":
                authorize(connection);
                return null;
            case "failure":
                learn(connection);
                return null;
            default:
                return Boolean.TRUE.equals(call.result()) || again(connection);
        }
    }

    private void authorize(HttpURLConnection connection) throws IOException {
        if (hops.concern(connection, connection.getURL().getHost())) {
            hops.authorize(new HttpUrlConnectionHop(connection));
        }
    }

    /**
     * A streamed body can neither be signed nor be sent again, so a covered one is held by the JDK as it holds any that
     * is not streamed; one that is not signed only while it is known to stay below the rule's limit.
     */
    private void holdIfNeeded(HttpURLConnection connection) throws IllegalAccessException {
        if (!hops.concern(connection, connection.getURL().getHost()) || held.containsKey(connection)) {
            return;
        }
        BodyNeed need = hops.bodyNeed(HttpUrlConnectionHop.target(connection.getURL()), method(connection));
        StreamingMode mode = StreamingMode.of(connection, need.limit());
        if (need != BodyNeed.NONE && mode.isStreaming() && mode.isHeld(need.isSigned())) {
            held.put(connection, mode);
            StreamingMode.end(connection);
        }
    }

    /** What the JDK makes of the method when there is a body. */
    private static String method(HttpURLConnection connection) {
        String method = connection.getRequestMethod();
        return method.equals("GET") ? "POST" : method;
    }

    /** The limit holds while the application writes, not only when it has written everything. */
    private @Nullable Object bounded(HttpURLConnection connection, @Nullable Object output) {
        StreamingMode mode = held.get(connection);
        ByteArrayOutputStream post = HttpUrlConnectionHop.written(connection);
        if (mode == null || post == null || output != post) {
            return output;
        }
        return new BoundedPost(post, mode.limit(), mode.fixedLength(), () -> {
            HttpUrlConnectionHop.forgetWritten(connection);
            mode.restore(connection);
            return connection.getOutputStream();
        });
    }

    /** After a disconnect the JDK's own redirect loop opens the connection anew and writes the same request. */
    private boolean again(HttpURLConnection connection) throws IOException {
        if (!hops.concern(connection, null)) {
            return false;
        }
        // The woven method has asked for the status just before, so that asking again sends nothing.
        boolean again = hops.resend(connection, new Answer(connection, connection.getResponseCode()));
        if (again) {
            connection.disconnect();
        }
        return again;
    }

    /** A streamed body cannot be sent again; but the next request must not bring what was refused. */
    private void learn(HttpURLConnection connection) {
        if (hops.concern(connection, null) && StreamingMode.isStreaming(connection)) {
            hops.learn(connection, new Answer(connection, HttpUrlConnectionHop.status(connection)));
        }
    }

    /** What the connection received; to ask the connection itself could make it send again. */
    private static final class Answer implements HopResponse {

        private final HttpURLConnection connection;
        private final int status;

        Answer(HttpURLConnection connection, int status) {
            this.connection = connection;
            this.status = status;
        }

        @Override
        public int status() {
            return status;
        }

        @Override
        public @Nullable String header(String name) {
            return HttpUrlConnectionHop.received(connection, name);
        }
    }
}
