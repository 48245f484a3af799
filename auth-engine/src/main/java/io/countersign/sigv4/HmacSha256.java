package io.countersign.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one key, for any number of threads: each call works on a copy of the prepared state. */
final class HmacSha256 {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Mac prototype;

    private HmacSha256(SecretKeySpec key) {
        this.key = key;
        this.prototype = create(key);
    }

    static HmacSha256 of(byte[] key) {
        return new HmacSha256(new SecretKeySpec(key, ALGORITHM));
    }

    byte[] of(String text) {
        return mac().doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private Mac mac() {
        try {
            return (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            return create(key);
        }
    }

    private static Mac create(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256; this one has not", e);
        }
    }
}
