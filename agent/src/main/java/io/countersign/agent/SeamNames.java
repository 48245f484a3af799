package io.countersign.agent;

import org.jspecify.annotations.Nullable;

/**
 * Knows the classes through which hops pass by their internal names, also where a vendor moved a library to packages of
 * its own: whatever stands in place of the library's root package, the rest of the name stays.
 */
public final class SeamNames {

    /** What vendors move; the classes of the JDK stay where they are. */
    private static final String[] ROOTS = {
        "com/squareup/okhttp/", "okhttp3/", "org/apache/commons/httpclient/", "org/apache/hc/", "org/apache/http/",
    };

    private static final String[] NONE = {};

    /** By the length of their simple names, so that most classes are compared with no seam, and none costs an object. */
    private final String[][] byLength;

    private final boolean copies;

    /** @param copies whether those that vendors moved count */
    public SeamNames(String[] seams, boolean copies) {
        this.copies = copies;
        int longest = 0;
        for (String seam : seams) {
            longest = Math.max(longest, simpleLength(seam));
        }
        byLength = new String[longest + 1][];
        for (int length = 0; length <= longest; length++) {
            byLength[length] = ofLength(seams, length);
        }
    }

    /** The seam that this class is, or is a copy of; null if it is none. */
    public @Nullable String seam(String name) {
        int length = simpleLength(name);
        if (length >= byLength.length) {
            return null;
        }
        String found = null;
        for (String seam : byLength[length]) {
            if (name.equals(seam)) {
                return seam;
            }
            if (copies && isCopy(name, seam) && (found == null || isNearer(name, seam, found))) {
                found = seam;
            }
        }
        return found;
    }

    /** The root package of a library, which ends with a slash; empty for what is of the JDK. */
    public static String root(String seam) {
        for (String root : ROOTS) {
            if (seam.startsWith(root)) {
                return root;
            }
        }
        return "";
    }

    /** What stands below the root package is the end of the name, and something stands before it. */
    private static boolean isCopy(String name, String seam) {
        int root = root(seam).length();
        int start = name.length() - seam.length() + root;
        return root > 0
                && start > 0
                && name.charAt(start - 1) == '/'
                && name.regionMatches(start, seam, root, seam.length() - root);
    }

    /** Two libraries may agree below their root packages: then more of the root itself must have been kept. */
    private static boolean isNearer(String name, String seam, String other) {
        return commonEnd(name, seam) > commonEnd(name, other);
    }

    private static int commonEnd(String name, String seam) {
        int length = 0;
        int longest = Math.min(name.length(), seam.length());
        while (length < longest && name.charAt(name.length() - 1 - length) == seam.charAt(seam.length() - 1 - length)) {
            length++;
        }
        return length;
    }

    private static int simpleLength(String name) {
        return name.length() - name.lastIndexOf('/') - 1;
    }

    private static String[] ofLength(String[] seams, int length) {
        int count = 0;
        for (String seam : seams) {
            count += simpleLength(seam) == length ? 1 : 0;
        }
        String[] found = count == 0 ? NONE : new String[count];
        for (String seam : seams) {
            if (simpleLength(seam) == length) {
                found[--count] = seam;
            }
        }
        return found;
    }
}
