package io.countersign.sigv4;

import java.nio.charset.StandardCharsets;

/** Bytes as hexadecimal digits. */
final class Hex {

    private static final byte[] LOWER = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final char[] UPPER = "0123456789ABCDEF".toCharArray();

    private Hex() {}

    /** In lower case, as hashes and signatures are written. */
    static String of(byte[] bytes) {
        byte[] digits = new byte[bytes.length * 2];
        for (int i = 0; i < bytes.length; i++) {
            digits[2 * i] = LOWER[(bytes[i] >> 4) & 15];
            digits[2 * i + 1] = LOWER[bytes[i] & 15];
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    /** One digit in upper case, as escapes in URIs are written. */
    static char upper(int nibble) {
        return UPPER[nibble];
    }
}
