package io.countersign.rules;

import org.jspecify.annotations.Nullable;

/** One key of the file's rules, as data: what reads and documents it works from this description. */
final class RuleKey {

    private final String name;
    private final @Nullable String otherwise;
    private final String meaning;

    /** @param otherwise what counts where the file has no value; null if that depends, or there must be one */
    RuleKey(String name, @Nullable String otherwise, String meaning) {
        this.name = name;
        this.otherwise = otherwise;
        this.meaning = meaning;
    }

    String name() {
        return name;
    }

    @Nullable
    String otherwise() {
        return otherwise;
    }

    /** One line for whoever writes the file. */
    String meaning() {
        return meaning;
    }
}
