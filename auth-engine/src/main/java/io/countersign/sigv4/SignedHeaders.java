package io.countersign.sigv4;

import io.countersign.request.OutboundRequest;
import io.countersign.sigv4.CanonicalHeaders.Header;
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
    private static final String CONTENT_TYPE = "content-type";

    private final List<Header> headers = new ArrayList<>(8);

    private SignedHeaders() {}

    /** @param others names in lower case that are signed too where the hop carries them */
    static SignedHeaders of(OutboundRequest hop, Set<String> others) {
        SignedHeaders signed = new SignedHeaders();
        for (Map.Entry<String, List<String>> header : hop.headers().entrySet()) {
            String name = signedName(header.getKey(), others);
            if (name != null) {
                signed.add(name, header.getValue());
            }
        }
        String host = hop.header("Host");
        return signed.with("host", host == null ? hop.target().authority() : host);
    }

    /** In lower case; null for a header that stays out. */
    private static @Nullable String signedName(String name, Set<String> others) {
        if (name.equalsIgnoreCase(CONTENT_TYPE)) {
            return CONTENT_TYPE;
        }
        if (!others.isEmpty() || name.regionMatches(true, 0, AMZ, 0, AMZ.length())) {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.startsWith(AMZ) || others.contains(lower) ? lower : null;
        }
        return null;
    }

    /** With this value in place of all that there were by this name, which is in lower case; null removes them. */
    SignedHeaders with(String name, @Nullable String value) {
        int at = endOf(name);
        if (isBefore(at, name)) {
            headers.remove(--at);
        }
        if (value != null) {
            headers.add(at, new Header(name, folded(value)));
        }
        return this;
    }

    boolean contains(String name) {
        return isBefore(endOf(name), name);
    }

    private void add(String name, List<String> values) {
        for (String value : values) {
            int at = endOf(name);
            if (isBefore(at, name)) {
                headers.set(at - 1, new Header(name, headers.get(at - 1).value + "," + folded(value)));
            } else {
                headers.add(at, new Header(name, folded(value)));
            }
        }
    }

    /** Behind the name, or where it would stand, in order; there are too few of them for a tree, and most come last. */
    private int endOf(String name) {
        int at = headers.size();
        while (at > 0 && headers.get(at - 1).name.compareTo(name) > 0) {
            at--;
        }
        return at;
    }

    private boolean isBefore(int place, String name) {
        return place > 0 && headers.get(place - 1).name.equals(name);
    }

    /** As they enter the canonical request; nothing is added or removed after that. */
    CanonicalHeaders canonical() {
        return new CanonicalHeaders(headers);
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
            if (c <= ' ' && isWhiteSpace(c) && (c != ' ' || i == 0 || i == last || isWhiteSpace(value.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWhiteSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
