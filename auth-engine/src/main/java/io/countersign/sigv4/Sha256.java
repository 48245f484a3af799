package io.countersign.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256. Copies a prototype where the provider allows it, which costs a fraction of looking the provider up, and keeps
 * one copy for whoever hashes next, since half of what a signature leaves to the garbage collector were such copies.
 */
final class Sha256 {

    private static final MessageDigest PROTOTYPE = create();
    private static final AtomicReference<@Nullable MessageDigest> SPARE = new AtomicReference<>();

    private Sha256() {}

    static String hex(byte[] bytes) {
        MessageDigest spare = SPARE.getAndSet(null);
        MessageDigest digest = spare == null ? digest() : spare;
        String hex = Hex.of(digest.digest(bytes));
        SPARE.set(digest);
        return hex;
    }

    static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    static MessageDigest digest() {
        try {
            return (MessageDigest) PROTOTYPE.clone();
        } catch (CloneNotSupportedException e) {
            return create();
        }
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256; this one has not", e);
        }
    }
}
