package io.countersign.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA-256 under one key, for any number of threads. {@code javax.crypto.Mac} hashes the padded key anew for every
 * message; here that is done once, which halves the cost of a message as short as a string to sign.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
final class HmacSha256 {

    private static final int BLOCK = 64;

    private final Padded inner;
    private final Padded outer;

    private HmacSha256(byte[] block) {
        this.inner = new Padded(block, 0x36);
        this.outer = new Padded(block, 0x5c);
    }

    static HmacSha256 of(byte[] key) {
        return new HmacSha256(Arrays.copyOf(key.length > BLOCK ? Sha256.digest().digest(key) : key, BLOCK));
    }

    byte[] of(String text) {
        byte[] hash = inner.started().digest(text.getBytes(StandardCharsets.UTF_8));
        return outer.started().digest(hash);
    }

    /** A hash that has taken in the key, combined with a constant. */
    private static final class Padded {
        private final byte[] pad;
        private final MessageDigest prototype;

        Padded(byte[] block, int constant) {
            this.pad = new byte[BLOCK];
            for (int i = 0; i < BLOCK; i++) {
                pad[i] = (byte) (block[i] ^ constant);
            }
            this.prototype = fresh();
        }

        MessageDigest started() {
            try {
                return (MessageDigest) prototype.clone();
            } catch (CloneNotSupportedException e) {
                return fresh();
            }
        }

        private MessageDigest fresh() {
            MessageDigest digest = Sha256.digest();
            digest.update(pad);
            return digest;
        }
    }
}
