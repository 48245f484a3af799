package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.countersign.request.HopResponse;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** The JDK's own connection, also what HTTPS connections delegate to; one object carries all hops of a call. */
public final class HttpUrlConnection implements Adapter {

    private static final Field FIXED_LENGTH = Member.field(HttpURLConnection.class, "fixedContentLength");
    private static final Field FIXED_LENGTH_LONG = Member.field(HttpURLConnection.class, "fixedContentLengthLong");
    private static final Field CHUNK_LENGTH = Member.field(HttpURLConnection.class, "chunkLength");

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
                bufferIfNeeded(connection);
                return null;
            case "hop":
                authorize(connection);
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
    private void bufferIfNeeded(HttpURLConnection connection) throws IllegalAccessException {
        if (!hops.concern(connection, connection.getURL().getHost())) {
            return;
        }
        BodyNeed need = hops.bodyNeed(HttpUrlConnectionHop.target(connection.getURL()), connection.getRequestMethod());
        long length = Math.max(FIXED_LENGTH.getInt(connection), FIXED_LENGTH_LONG.getLong(connection));
        boolean known = length >= 0;
        if (need != BodyNeed.NONE && (known ? length <= need.limit() : need.isSigned())) {
            FIXED_LENGTH.setInt(connection, -1);
            FIXED_LENGTH_LONG.setLong(connection, -1);
            CHUNK_LENGTH.setInt(connection, -1);
        }
    }

    /** After a disconnect the JDK's own redirect loop opens the connection anew and writes the same request. */
    private boolean again(HttpURLConnection connection) throws IOException {
        if (!hops.resend(connection, new Answer(connection, connection.getResponseCode()))) {
            return false;
        }
        connection.disconnect();
        return true;
    }

    /** What the connection received: its head is read, its body is not. */
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
            return connection.getHeaderField(name);
        }
    }
}
