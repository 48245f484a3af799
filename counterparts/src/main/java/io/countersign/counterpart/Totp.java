package io.countersign.counterpart;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks time-based one-time passwords (RFC 6238: HMAC-SHA-1, 30 seconds), each good once and one window to either side. */
final class Totp {

    private static final long WINDOW = Duration.ofSeconds(30).toSeconds();
    private static final int DIGITS = 6;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] key;
    private final Set<Long> used = new HashSet<>();

    Totp(String base32) {
        this.key = decoded(base32);
    }

    synchronized void use(String code, Instant now) throws CognitoException {
        long current = now.getEpochSecond() / WINDOW;
        for (long window = current - 1; window <= current + 1; window++) {
            if (code(key, window, DIGITS).equals(code)) {
                use(window);
                return;
            }
        }
        throw CognitoException.of("CodeMismatchException", "Invalid code received for user");
    }

    private void use(long window) throws CognitoException {
        if (!used.add(window)) {
            throw CognitoException.of("ExpiredCodeException", "Your software token has already been used once.");
        }
    }

    /** The code for a moving factor (RFC 4226, section 5.3). */
    static String code(byte[] key, long window, int digits) {
        byte[] hash = hmac(key, ByteBuffer.allocate(Long.BYTES).putLong(window).array());
        int offset = hash[hash.length - 1] & 0xf;
        int truncated = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        return String.format(Locale.ROOT, "%0" + digits + "d", truncated % (long) Math.pow(10, digits));
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int bits = 0;
        int buffer = 0;
        for (char letter : base32.replace("=", "").toCharArray()) {
            int value = BASE32.indexOf(letter);
            if (value < 0) {
                throw new IllegalArgumentException("not base32 (RFC 4648) in upper case");
            }
            buffer = (buffer << 5 | value) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write(buffer >> bits);
            }
        }
        return bytes.toByteArray();
    }
}
