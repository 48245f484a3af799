package io.countersign.rules;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One key of the file's identities, as data: what reads, reports and documents it works from this description. */
final class IdentityKey {

    private final String name;
    private final boolean required;
    private final Shape shape;
    private final @Nullable String otherwise;
    private final String meaning;
    private final List<IdentityType> types;

    private IdentityKey(IdentityKey key, @Nullable String otherwise) {
        this.name = key.name;
        this.required = key.required;
        this.shape = key.shape;
        this.otherwise = otherwise;
        this.meaning = key.meaning;
        this.types = key.types;
    }

    private IdentityKey(String name, boolean required, Shape shape, String meaning, IdentityType... types) {
        this.name = name;
        this.required = required;
        this.shape = shape;
        this.otherwise = null;
        this.meaning = meaning;
        this.types = Arrays.asList(types);
    }

    static IdentityKey required(String name, Shape shape, String meaning, IdentityType... types) {
        return new IdentityKey(name, true, shape, meaning, types);
    }

    static IdentityKey optional(String name, Shape shape, String meaning, IdentityType... types) {
        return new IdentityKey(name, false, shape, meaning, types);
    }

    IdentityKey otherwise(String value) {
        return new IdentityKey(this, value);
    }

    /** As the file writes it; a group of keys ends in a placeholder, as in {@code attribute.<name>}. */
    String name() {
        return name;
    }

    boolean isRequired() {
        return required;
    }

    /** What its value must look like, and whether it must not be seen. */
    Shape shape() {
        return shape;
    }

    /** The value that stands in where the file has none; null if there is no such value. */
    @Nullable
    String otherwise() {
        return otherwise;
    }

    /** One line for whoever writes the file. */
    String meaning() {
        return meaning;
    }

    /** The types that have it. */
    List<IdentityType> types() {
        return types;
    }

    boolean isGroup() {
        return name.endsWith(">");
    }

    /** What the file writes, up to and including the dot of a group. */
    String stem() {
        return isGroup() ? name.substring(0, name.indexOf('<')) : name;
    }

    /** Whether this describes the key that the file writes. */
    boolean takes(String key) {
        return isGroup() ? key.startsWith(stem()) : key.equals(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
