package io.countersign.rules;

import io.countersign.secret.References;
import io.countersign.secret.Secret;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** A value that files or vaults hold: where the reference stands, and what must be found behind it. */
final class Referenced {

    private final Entry entry;
    private final Shape shape;

    Referenced(Entry entry, Shape shape) {
        this.entry = entry;
        this.shape = shape;
    }

    /**
     * What is there now.
     *
     * @throws IllegalArgumentException if nothing of use is; the message names the reference or the key, never a value
     */
    Secret resolve(References references) {
        String found = references.in(entry.directory()).resolve(source());
        String value = shape.isSecret() ? found : found.trim();
        String complaint = value.isEmpty() ? "is empty" : shape.complaint(value);
        if (complaint != null) {
            throw new IllegalArgumentException(
                    entry.key() + " (read through a reference) " + complaint + "; correct what " + entry + " leads to");
        }
        return Secret.of(value);
    }

    boolean leadsOut() {
        return entry.isDeferred();
    }

    private String source() {
        return requireNonNull(entry.source());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Referenced && source().equals(((Referenced) other).source());
    }

    @Override
    public int hashCode() {
        return source().hashCode();
    }

    @Override
    public String toString() {
        return "a reference in " + entry;
    }
}
