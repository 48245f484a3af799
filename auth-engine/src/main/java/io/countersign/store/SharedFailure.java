package io.countersign.store;

import io.countersign.request.AuthenticationException;
import io.countersign.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Why one JVM's attempt failed, for those who wait for its outcome, and if it was terminal for those who come shortly after:
 * fifty JVMs with one wrong password send it once. It counts for the same secrets only, of which it keeps a slow, salted hash.
 */
final class SharedFailure {

    /** Not all JVMs that start together are there at the same moment. */
    private static final long LATE_COMERS = Duration.ofSeconds(30).toMillis();

    private static final int SALT = 16;
    private static final int ROUNDS = 50_000;
    private static final int BITS = 256;

    private final long at;
    private final boolean terminal;
    private final String message;
    private final String salt;
    private final String hash;

    SharedFailure(long at, boolean terminal, String message, String salt, String hash) {
        this.at = at;
        this.terminal = terminal;
        this.message = message;
        this.salt = salt;
        this.hash = hash;
    }

    static SharedFailure of(AuthenticationException e, long at, Secret secrets, SecureRandom random) {
        byte[] bytes = new byte[SALT];
        random.nextBytes(bytes);
        String salt = Base64.getEncoder().encodeToString(bytes);
        boolean terminal = e.kind() == AuthenticationException.Kind.TERMINAL;
        return new SharedFailure(at, terminal, String.valueOf(e.getMessage()), salt, hash(secrets, salt));
    }

    long at() {
        return at;
    }

    boolean isTerminal() {
        return terminal;
    }

    String message() {
        return message;
    }

    String salt() {
        return salt;
    }

    String hash() {
        return hash;
    }

    /** Whether it answers who began to wait at that moment, with these secrets. */
    boolean concerns(long began, Secret secrets) {
        return at >= began - (terminal ? LATE_COMERS : 0)
                && MessageDigest.isEqual(utf8(hash), utf8(hash(secrets, salt)));
    }

    AuthenticationException exception() {
        String said = message + " (said to another JVM, which shares the token store)";
        return terminal
                ? AuthenticationException.terminal(said, null)
                : AuthenticationException.transientFailure(said, null);
    }

    private static String hash(Secret secrets, String salt) {
        try {
            PBEKeySpec spec = new PBEKeySpec(secrets.reveal().toCharArray(), utf8(salt), ROUNDS, BITS);
            byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks PBKDF2WithHmacSHA256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "SharedFailure(" + message + ")";
    }
}
