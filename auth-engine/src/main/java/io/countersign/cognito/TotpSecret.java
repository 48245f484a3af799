package io.countersign.cognito;

import io.countersign.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What an authenticator app shares with the user pool, and the codes that come of it: RFC 6238 with SHA-1, six digits and
 * 30 seconds, as Amazon Cognito has it.
 */
public final class TotpSecret {

    static final long STEP_SECONDS = 30;

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;

    private final Secret text;
    private final SecretKeySpec key;

    private TotpSecret(Secret text, byte[] key) {
        this.text = text;
        this.key = new SecretKeySpec(key, "HmacSHA1");
    }

    /**
     * Reads the secret as Cognito shows it (AssociateSoftwareToken, or {@code secret=} in the QR code).
     *
     * @param base32 RFC 4648; in any case, with or without padding, blanks and hyphens
     * @throws IllegalArgumentException if it is not base 32; the value is not shown
     */
    public static TotpSecret of(Secret base32) {
        byte[] key = decoded(base32.reveal());
        if (key.length == 0) {
            throw new IllegalArgumentException("the TOTP secret is empty");
        }
        return new TotpSecret(base32, key);
    }

    /** The number of the 30 seconds that a moment falls into. */
    static long step(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), STEP_SECONDS);
    }

    /** The code of one step (RFC 4226, section 5.3). */
    String code(long step) {
        byte[] hash = hash(step);
        int offset = hash[hash.length - 1] & 0x0f;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff;
        return String.format(Locale.ROOT, "%0" + DIGITS + "d", number % MODULUS);
    }

    Secret text() {
        return text;
    }

    private byte[] hash(long step) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks " + key.getAlgorithm(), e);
        }
    }

    private static byte[] decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (char c : text.replaceAll("[\\s-]|=+$", "").toUpperCase(Locale.ROOT).toCharArray()) {
            int value = BASE32.indexOf(c);
            if (value < 0) {
                throw new IllegalArgumentException("the TOTP secret is not base 32: letters and the digits 2 to 7");
            }
            held = (held << 5) | value;
            bits += 5;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(held >> bits);
                held &= (1 << bits) - 1;
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return "TotpSecret(" + text + ")";
    }
}
