package io.countersign.sigv4;

import io.countersign.request.OutboundRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The headers that a signature covers: host, content-type, all of x-amz-*, and a few by name. Everything else stays
 * out, so that whoever sends the request may still add and change it.
 */
final class SignedHeaders {

    private static final String AMZ = "x-amz-";

    private final List<Header> headers = new ArrayList<>(8);

    private SignedHeaders() {}

    /** @param others names in lower case that are signed too where the hop carries them */
    static SignedHeaders of(OutboundRequest hop, Set<String> others) {
        SignedHeaders signed = new SignedHeaders();
        for (Map.Entry<String, List<String>> header : hop.headers().entrySet()) {
            String name = header.getKey();
            if (isSigned(name, others)) {
                signed.add(name.toLowerCase(Locale.ROOT), header.getValue());
            }
        }
        String host = hop.header("Host");
        return signed.with("host", host == null ? hop.target().authority() : host);
    }

    private static boolean isSigned(String name, Set<String> others) {
        return name.regionMatches(true, 0, AMZ, 0, AMZ.length())
                || name.equalsIgnoreCase("content-type")
                || (!others.isEmpty() && others.contains(name.toLowerCase(Locale.ROOT)));
    }

    /** With this value in place of all that there were by this name, which is in lower case; null removes them. */
    SignedHeaders with(String name, @Nullable String value) {
        int at = placeOf(name);
        if (isAt(at, name)) {
            headers.remove(at);
        }
        if (value != null) {
            headers.add(at, new Header(name, folded(value)));
        }
        return this;
    }

    boolean contains(String name) {
        return isAt(placeOf(name), name);
    }

    private void add(String name, List<String> values) {
        for (String value : values) {
            int at = placeOf(name);
            if (isAt(at, name)) {
                headers.set(at, new Header(name, headers.get(at).value + "," + folded(value)));
            } else {
                headers.add(at, new Header(name, folded(value)));
            }
        }
    }

    /** Where the name stands, or would stand, in order; there are too few of them for a tree. */
    private int placeOf(String name) {
        int at = 0;
        while (at < headers.size() && headers.get(at).name.compareTo(name) < 0) {
            at++;
        }
        return at;
    }

    private boolean isAt(int place, String name) {
        return place < headers.size() && headers.get(place).name.equals(name);
    }

    /** {@code name:value} in lines, sorted by name. */
    void appendTo(StringBuilder out) {
        for (Header header : headers) {
            out.append(header.name).append(':').append(header.value).append('\n');
        }
    }

    /** The names, sorted, with semicolons between them. */
    void appendNamesTo(StringBuilder out) {
        for (Header header : headers) {
            out.append(header.name).append(';');
        }
        out.setLength(out.length() - 1);
    }

    /** Without white space at the ends, and with one space for each run of it inside. */
    private static String folded(String value) {
        if (!needsFolding(value)) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length());
        boolean gap = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isWhiteSpace(c)) {
                gap = out.length() > 0;
            } else {
                out.append(gap ? " " : "").append(c);
                gap = false;
            }
        }
        return out.toString();
    }

    private static boolean needsFolding(String value) {
        int last = value.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = value.charAt(i);
            if (isWhiteSpace(c) && (c != ' ' || i == 0 || i == last || isWhiteSpace(value.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** One line of the canonical headers. */
    private static final class Header {
        private final String name;
        private final String value;

        Header(String name, String value) {
            this.name = name;
            this.value = value;
        }
    }
}
