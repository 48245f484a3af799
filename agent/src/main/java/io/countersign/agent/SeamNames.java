package io.countersign.agent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Knows the classes through which hops pass by their internal names, also where a vendor moved a library to packages of
 * its own: whatever stands in place of the library's root package, the rest of the name stays.
 */
public final class SeamNames {

    /** What vendors move; the classes of the JDK stay where they are. */
    private static final String[] ROOTS = {
        "com/ning/http/",
        "com/squareup/okhttp/",
        "okhttp3/",
        "org/apache/commons/httpclient/",
        "org/apache/hc/",
        "org/apache/http/",
        "org/asynchttpclient/",
        "org/eclipse/",
        "reactor/netty/",
        "io/vertx/",
    };

    private static final int SLOTS = 1024;

    /** By their last letters, so that most classes are compared with no seam at all, and none costs an object. */
    private final String[][] byEnd = new String[SLOTS][];

    private final boolean copies;

    /** @param copies whether those that vendors moved count */
    public SeamNames(String[] seams, boolean copies) {
        this.copies = copies;
        for (String seam : seams) {
            int slot = slot(seam);
            String[] before = byEnd[slot] == null ? new String[0] : byEnd[slot];
            byEnd[slot] = Arrays.copyOf(before, before.length + 1);
            byEnd[slot][before.length] = seam;
        }
    }

    /** Whether it is worth asking for the seam of a class; its name may also have dots in place of slashes. */
    boolean mayKnow(String name) {
        return byEnd[slot(name)] != null;
    }

    /** The seam that this class is, or is a copy of; null if it is none. */
    public @Nullable String seam(String name) {
        String[] seams = byEnd[slot(name)];
        if (seams == null) {
            return null;
        }
        String found = null;
        for (String seam : seams) {
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

    /** Of its last, third last and fifth last letter. */
    private static int slot(String name) {
        int end = name.length() - 1;
        return end < 4 ? 0 : (name.charAt(end) + 7 * name.charAt(end - 2) + 31 * name.charAt(end - 4)) % SLOTS;
    }
}
