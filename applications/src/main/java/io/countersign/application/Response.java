package io.countersign.application;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came back. */
public final class Response {

    private final int status;
    private final String digest;

    private Response(int status, String digest) {
        this.status = status;
        this.digest = digest;
    }

    /** @param body null where the library has none */
    public static Response of(int status, byte @Nullable [] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body == null ? new byte[0] : body);
            return new Response(status, String.format(Locale.ROOT, "%064x", new BigInteger(1, hash)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return status;
    }

    /** The SHA-256 of the body in hexadecimal digits. */
    String digest() {
        return digest;
    }
}
