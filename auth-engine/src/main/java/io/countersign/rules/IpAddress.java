package io.countersign.rules;

import org.jspecify.annotations.Nullable;

/**
 * IP addresses in one spelling, so that {@code ::1} and {@code 0:0:0:0:0:0:0:1} are the same host. Not left to {@link
 * java.net.InetAddress}: to load it before {@code main} would fix the network settings that {@code main} may still change.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.2">RFC 4291, section 2.2</a>
 */
final class IpAddress {

    private static final int GROUPS = 8;

    private IpAddress() {}

    /** Eight groups without leading zeros, in lower case; null if the text is no address, or one with a zone. */
    static @Nullable String canonical(String address) {
        int gap = address.indexOf("::");
        int[] groups = new int[GROUPS];
        if (gap < 0) {
            return read(address, groups) == GROUPS ? text(groups) : null;
        }
        int[] tail = new int[GROUPS];
        int before = read(address.substring(0, gap), groups);
        int after = read(address.substring(gap + 2), tail);
        if (before < 0 || after < 0 || before + after >= GROUPS) {
            return null;
        }
        System.arraycopy(tail, 0, groups, GROUPS - after, after);
        return text(groups);
    }

    /** How many groups the text holds; -1 if it is malformed. */
    private static int read(String text, int[] groups) {
        int count = 0;
        int from = 0;
        while (from < text.length()) {
            int colon = text.indexOf(':', from);
            int end = colon < 0 ? text.length() : colon;
            String part = text.substring(from, end);
            boolean last = colon < 0;
            if (last && part.indexOf('.') > 0 && count <= GROUPS - 2) {
                return readIpv4(part, groups, count);
            }
            int group = group(part);
            if (group < 0 || count == GROUPS || colon == text.length() - 1) {
                return -1;
            }
            groups[count++] = group;
            from = end + 1;
        }
        return count;
    }

    private static int readIpv4(String part, int[] groups, int count) {
        int[] bytes = ipv4(part);
        if (bytes == null) {
            return -1;
        }
        groups[count] = bytes[0] << 8 | bytes[1];
        groups[count + 1] = bytes[2] << 8 | bytes[3];
        return count + 2;
    }

    /** The four bytes of a dotted address; null if it is none. */
    static int @Nullable [] ipv4(String text) {
        int[] bytes = new int[4];
        int from = 0;
        for (int i = 0; i < 4; i++) {
            int dot = text.indexOf('.', from);
            if ((dot < 0) != (i == 3)) {
                return null;
            }
            String part = text.substring(from, dot < 0 ? text.length() : dot);
            bytes[i] = Quantity.number(part);
            if (bytes[i] < 0 || bytes[i] > 255 || (part.length() > 1 && part.charAt(0) == '0')) {
                return null;
            }
            from = dot + 1;
        }
        return bytes;
    }

    private static int group(String part) {
        int group = 0;
        for (int i = 0; i < part.length(); i++) {
            int digit = part.charAt(i) < 0x80 ? Character.digit(part.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            group = group << 4 | digit;
        }
        return part.isEmpty() || part.length() > 4 ? -1 : group;
    }

    private static String text(int[] groups) {
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
