package io.countersign.sigv4;

import java.nio.charset.StandardCharsets;

/** Bytes as hexadecimal digits. */
final class Hex {

    private static final char[] LOWER = "0123456789abcdef".toCharArray();
    private static final char[] UPPER = "0123456789ABCDEF".toCharArray();

    private static final char[] PAIRS = pairs();

    private Hex() {}

    /** In lower case, as hashes and signatures are written. */
    static String of(byte[] bytes) {
        byte[] digits = new byte[bytes.length * 2];
        for (int i = 0; i < bytes.length; i++) {
            int pair = PAIRS[bytes[i] & 255];
            digits[2 * i] = (byte) (pair >> 8);
            digits[2 * i + 1] = (byte) pair;
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static char[] pairs() {
        char[] pairs = new char[256];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (char) (LOWER[i >> 4] << 8 | LOWER[i & 15]);
        }
        return pairs;
    }

    /** One digit in upper case, as escapes in URIs are written. */
    static char upper(int nibble) {
        return UPPER[nibble];
    }
}
