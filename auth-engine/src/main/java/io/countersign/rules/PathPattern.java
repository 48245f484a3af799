package io.countersign.rules;

import org.jspecify.annotations.Nullable;

/**
 * Which raw paths a rule takes: one path, {@code /v1/*} (one segment more) or {@code /v1/**} (any number, and none).
 *
 * <p>A path that a server may read as another one, because of {@code ..}, {@code //}, {@code ;}, a backslash or an
 * encoded form of these, is taken by {@code /**} only: else it could carry a token under one rule's path to a place that
 * the rule does not name.
 */
public final class PathPattern {

    /** Takes every path. */
    static final PathPattern ANY = new PathPattern("/**");

    private final String pattern;
    private final String stem;
    private final int stars;

    private PathPattern(String pattern) {
        this.pattern = pattern;
        this.stars = pattern.endsWith("/**") ? 2 : pattern.endsWith("/*") ? 1 : 0;
        this.stem = stars == 0 ? pattern : pattern.substring(0, pattern.length() - stars - 1);
    }

    /** @throws IllegalArgumentException whose message says what is wrong with the text, without repeating it */
    public static PathPattern of(String text) {
        PathPattern pattern = new PathPattern(text);
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path starts with '/'");
        }
        if (pattern.stem.indexOf('*') >= 0) {
            throw new IllegalArgumentException("'*' and '**' can only be the whole last segment, as in /v1/**");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '?' || c == '#') {
                throw new IllegalArgumentException("write the path as it is sent: percent-encoded, without query");
            }
        }
        if (isAmbiguous(text)) {
            throw new IllegalArgumentException("servers read such a path in different ways, so it never matches");
        }
        return pattern;
    }

    /** @param path raw, as it stands on the wire */
    public boolean matches(String path) {
        return takesAll() || matches(path, isAmbiguous(path));
    }

    boolean matches(String path, boolean ambiguous) {
        if (takesAll()) {
            return true;
        }
        if (ambiguous || !path.startsWith(stem)) {
            return false;
        }
        int rest = path.length() - stem.length();
        if (stars == 0 || rest == 0) {
            return rest == 0 && stars != 1;
        }
        return path.charAt(stem.length()) == '/' && (stars == 2 || isOneSegment(path, stem.length() + 1));
    }

    /** The higher, the fewer paths it takes among the patterns that take one path. */
    int specificity() {
        return stem.length() * 3 + 2 - stars;
    }

    /** Whether a server may take the path for another one. */
    static boolean isAmbiguous(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == ';' || c == '\\') {
                return true;
            }
            if (c == '%' && isEncodedSeparator(path, i + 1)) {
                return true;
            }
            if (c == '/' && (path.startsWith("/", i + 1) || isDotSegment(path, i + 1))) {
                return true;
            }
        }
        return false;
    }

    /** A dot, slash, semicolon or backslash, encoded once or more often. */
    private static boolean isEncodedSeparator(String path, int from) {
        int at = from;
        while (path.startsWith("25", at)) {
            at += 2;
        }
        return path.regionMatches(true, at, "2e", 0, 2)
                || path.regionMatches(true, at, "2f", 0, 2)
                || path.regionMatches(true, at, "3b", 0, 2)
                || path.regionMatches(true, at, "5c", 0, 2);
    }

    private static boolean isDotSegment(String path, int from) {
        int dots = from;
        while (dots < path.length() && dots < from + 2 && path.charAt(dots) == '.') {
            dots++;
        }
        return dots > from && (dots == path.length() || path.charAt(dots) == '/');
    }

    private static boolean isOneSegment(String path, int from) {
        return from < path.length() && path.indexOf('/', from) < 0;
    }

    private boolean takesAll() {
        return stars == 2 && stem.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathPattern && pattern.equals(((PathPattern) other).pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    /** As it is written in the file. */
    @Override
    public String toString() {
        return pattern;
    }
}
