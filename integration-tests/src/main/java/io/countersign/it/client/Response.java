package io.countersign.it.client;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What came back: the status, and the SHA-256 of the body in hexadecimal digits. */
record Response(int status, String digest) {

    /** @param body null where the library has none */
    static Response of(int status, byte @Nullable [] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return new Response(status, HexFormat.of().formatHex(sha256.digest(body == null ? new byte[0] : body)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
