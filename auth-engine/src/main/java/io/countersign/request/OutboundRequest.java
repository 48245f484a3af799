package io.countersign.request;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One hop as it is about to go onto the wire, whatever client library sends it: redirects and retries are hops of
 * their own. Changes are seen by this hop only, never by the application's request object.
 */
public interface OutboundRequest {

    /** The method as sent, for instance {@code POST}. */
    String method();

    /** Where the hop goes, as it stands on the wire. */
    RequestTarget target();

    /** The first value of a header, by case-insensitive name; null if the hop does not carry it. */
    @Nullable
    String header(String name);

    /** All headers known so far, names as the library spells them, values in wire order. */
    Map<String, List<String>> headers();

    /** Sets a header to one value, in place of all that it had. */
    void setHeader(String name, String value);

    /** Removes all values of a header; nothing happens if there is none. */
    void removeHeader(String name);

    /**
     * Replaces the query of the target; asked for only on hops that open a web socket.
     *
     * @param query raw, without the question mark; null for none
     * @throws UnsupportedOperationException if the library opens no web sockets
     */
    default void setQuery(@Nullable String query) {
        throw new UnsupportedOperationException("this library opens no web sockets");
    }

    /**
     * The body exactly as it will be sent, empty if there is none. A body that can be read only once is replaced by
     * what was read from it.
     *
     * @param limit how many bytes may be held in memory
     * @throws BodyNotReadableException if it is longer or cannot be read ahead; the hop can then still be sent
     */
    byte[] body(long limit) throws IOException;
}
