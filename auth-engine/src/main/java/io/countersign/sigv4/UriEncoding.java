package io.countersign.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * AWS's UriEncode: every byte of the UTF-8 form is {@code %XY} in upper-case hex, except RFC 3986's unreserved
 * characters.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
final class UriEncoding {

    private static final boolean[] UNRESERVED = unreserved();

    private UriEncoding() {}

    /** Encodes all but slashes: what is encoded already is encoded once more. */
    static String path(String raw) {
        if (isPlain(raw, 0, raw.length(), true)) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length() + 32);
        for (byte b : raw.getBytes(StandardCharsets.UTF_8)) {
            append(out, b, true);
        }
        return out.toString();
    }

    /** Brings a path that is sent encoded into the one spelling that S3 makes of it: escapes stay escapes. */
    static String escapedPath(String raw) {
        if (isPlain(raw, 0, raw.length(), true)) {
            return raw;
        }
        StringBuilder out = new StringBuilder(raw.length() + 32);
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int escaped = escapeAt(bytes, i);
            append(out, escaped < 0 ? bytes[i] : (byte) escaped, escaped < 0);
            i += escaped < 0 ? 0 : 2;
        }
        return out.toString();
    }

    /** Brings one name or value of a query, as sent, into the one spelling that AWS makes of it. */
    static String queryPart(String raw, int from, int to) {
        if (isPlain(raw, from, to, false)) {
            return raw.substring(from, to);
        }
        StringBuilder out = new StringBuilder(to - from + 32);
        for (byte b : decoded(raw.substring(from, to))) {
            append(out, b, false);
        }
        return out.toString();
    }

    /**
     * A plus sign is a form's space: services read it so before they encode. S3 and API Gateway name {@code %20} in the
     * canonical request that they answer a mismatch with, and AWS's own signer in Envoy does the same.
     *
     * @see <a href="https://github.com/envoyproxy/envoy/pull/40619">aws: preserve plus sign intent inside query
     *     parameters</a>
     */
    private static byte[] decoded(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int escaped = escapeAt(bytes, i);
            if (escaped >= 0) {
                out.write(escaped);
                i += 2;
            } else {
                out.write(bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return out.toByteArray();
    }

    /** The byte that {@code %XY} stands for; -1 if there is no escape at this place. */
    private static int escapeAt(byte[] bytes, int at) {
        if (bytes[at] != '%' || at + 2 >= bytes.length) {
            return -1;
        }
        int high = Character.digit(bytes[at + 1], 16);
        int low = Character.digit(bytes[at + 2], 16);
        return high < 0 || low < 0 ? -1 : (high << 4) | low;
    }

    private static void append(StringBuilder out, byte b, boolean keepSlash) {
        if (isPlain(b, keepSlash)) {
            out.append((char) b);
        } else {
            out.append('%').append(Hex.upper((b >> 4) & 15)).append(Hex.upper(b & 15));
        }
    }

    /** Whether all of it is sent and signed as it is. */
    static boolean isPlain(String raw, int from, int to, boolean keepSlash) {
        for (int i = from; i < to; i++) {
            if (!isPlain(raw.charAt(i), keepSlash)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(int character, boolean keepSlash) {
        return character >= 0 && character < 128 && (UNRESERVED[character] || (keepSlash && character == '/'));
    }

    private static boolean[] unreserved() {
        boolean[] unreserved = new boolean[128];
        String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
        for (int i = 0; i < all.length(); i++) {
            unreserved[all.charAt(i)] = true;
        }
        return unreserved;
    }
}
