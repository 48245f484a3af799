package io.countersign.sigv4;

import java.util.ArrayDeque;
import java.util.Deque;

/** The path of a request in the form that is signed. */
final class CanonicalPath {

    private CanonicalPath() {}

    /** For S3: as it is sent, since there a dot or a double slash may be part of a key's name. */
    static String asSent(String path) {
        return UriEncoding.escapedPath(path);
    }

    /** For all other services: without dot segments and empty segments, and encoded once more. */
    static String normalised(String path) {
        return UriEncoding.path(hasNothingToRemove(path) ? path : withoutDotsAndDoubleSlashes(path));
    }

    private static boolean hasNothingToRemove(String path) {
        return path.startsWith("/") && !path.contains("//") && !path.contains("/.");
    }

    private static String withoutDotsAndDoubleSlashes(String path) {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        if (kept.isEmpty()) {
            return "/";
        }
        StringBuilder out = new StringBuilder(path.length());
        for (String segment : kept) {
            out.append('/').append(segment);
        }
        return path.endsWith("/") ? out.append('/').toString() : out.toString();
    }
}
