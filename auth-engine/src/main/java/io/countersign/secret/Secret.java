package io.countersign.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A value that never prints itself: passwords, tokens, keys. Only {@link #reveal()} gives it away. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value that must not be seen. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself, for the place that sends it and for nothing else. */
    public String reveal() {
        return value;
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Compares in time that does not depend on where the values differ. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret && MessageDigest.isEqual(bytes(), ((Secret) other).bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "Secret(****)";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
