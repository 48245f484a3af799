package io.countersign.store;

import io.countersign.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts entries with AES-GCM, each for its own name, so that none can be read, changed or put in another's place without
 * the key; or leaves them as they are where there is no key.
 *
 * @see <a href="https://nvlpubs.nist.gov/nistpubs/Legacy/SP/nistspecialpublication800-38d.pdf">NIST SP 800-38D</a>
 */
public final class Sealing {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final @Nullable SecretKeySpec key;
    private final SecureRandom random;

    private Sealing(@Nullable SecretKeySpec key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    /** @param base64 16, 24 or 32 bytes; null for no encryption */
    public static Sealing of(@Nullable Secret base64, SecureRandom random) {
        if (base64 == null) {
            return new Sealing(null, random);
        }
        byte[] key = Base64.getDecoder().decode(base64.reveal().trim());
        return new Sealing(new SecretKeySpec(key, "AES"), random);
    }

    byte[] seal(byte[] plain, String name) {
        if (key == null) {
            return plain;
        }
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, 0, name).doFinal(plain);
            byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES-GCM", e);
        }
    }

    /** What was sealed for that name; null if it was not, or with another key. */
    byte @Nullable [] open(byte[] sealed, String name) {
        if (key == null) {
            return sealed;
        }
        if (sealed.length
                < NONCE + TAG_BITS / Byte.SIZE) { // which makes some Java versions fail otherwise than by a bad tag
            return null;
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, sealed, 0, name).doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (GeneralSecurityException notOurs) {
            return null;
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, int at, String name)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, at, NONCE));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    @Override
    public String toString() {
        return key == null ? "unsealed" : "sealed";
    }
}
