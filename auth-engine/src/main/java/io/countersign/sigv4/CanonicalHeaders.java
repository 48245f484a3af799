package io.countersign.sigv4;

import java.util.List;

/** Steps 1 and 5 both name the signed headers: the names are put together once, and the headers stay as they are. */
final class CanonicalHeaders {

    private final List<Header> headers;
    private final String names;

    /** @param headers sorted by name, each name once; not changed any more */
    CanonicalHeaders(List<Header> headers) {
        this.headers = headers;
        StringBuilder joined = new StringBuilder(64);
        for (Header header : headers) {
            joined.append(header.name).append(';');
        }
        joined.setLength(Math.max(0, joined.length() - 1));
        this.names = joined.toString();
    }

    /** {@code name:value} in lines, sorted by name. */
    void appendTo(StringBuilder out) {
        for (Header header : headers) {
            out.append(header.name).append(':').append(header.value).append('\n');
        }
    }

    /** The names, sorted, with semicolons between them. */
    String names() {
        return names;
    }

    /** One line of the canonical headers. */
    static final class Header {
        final String name;
        final String value;

        Header(String name, String value) {
            this.name = name;
            this.value = value;
        }
    }
}
