package io.countersign.sigv4;

import io.countersign.request.OutboundRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The headers that a signature covers: host, content-type, all of x-amz-*, and a few by name. Everything else stays
 * out, so that whoever sends the request may still add and change it.
 */
final class SignedHeaders {

    private static final String AMZ = "x-amz-";

    private final SortedMap<String, String> headers = new TreeMap<>();

    private SignedHeaders() {}

    /** @param others names in lower case that are signed too where the hop carries them */
    static SignedHeaders of(OutboundRequest hop, Set<String> others) {
        SignedHeaders signed = new SignedHeaders();
        for (Map.Entry<String, List<String>> header : hop.headers().entrySet()) {
            String name = header.getKey();
            if (isSigned(name, others)) {
                for (String value : header.getValue()) {
                    signed.add(name.toLowerCase(Locale.ROOT), value);
                }
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
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, folded(value));
        }
        return this;
    }

    boolean contains(String name) {
        return headers.containsKey(name);
    }

    private void add(String name, String value) {
        String before = headers.get(name);
        headers.put(name, before == null ? folded(value) : before + "," + folded(value));
    }

    /** {@code name:value} in lines, sorted by name. */
    void appendTo(StringBuilder out) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
            out.append(header.getKey()).append(':').append(header.getValue()).append('\n');
        }
    }

    /** The names, sorted, with semicolons between them. */
    String names() {
        StringBuilder out = new StringBuilder(80);
        for (String name : headers.keySet()) {
            out.append(name).append(';');
        }
        out.setLength(out.length() - 1);
        return out.toString();
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
}
