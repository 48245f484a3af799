package io.countersign.rules;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one identity or rule, or the defaults of all rules, read by type. A bad value is reported and then treated
 * as absent, so that one reading finds everything that is wrong.
 */
final class Section {

    private final String prefix;
    private final String name;
    private final @Nullable Section defaults;
    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Section(String prefix, String name, @Nullable Section defaults, Problems problems) {
        this.prefix = prefix;
        this.name = name;
        this.defaults = defaults;
        this.problems = problems;
    }

    static Section ofDefaults(Problems problems) {
        return new Section("default.", "", null, problems);
    }

    static Section ofIdentity(String name, Problems problems) {
        return new Section("identity." + name + ".", name, null, problems);
    }

    static Section ofRule(String name, Section defaults, Problems problems) {
        return new Section("rule." + name + ".", name, defaults, problems);
    }

    void add(Entry entry) {
        entries.put(entry.key().substring(prefix.length()), entry);
    }

    String name() {
        return name;
    }

    File file() {
        return first().file();
    }

    int line() {
        return first().line();
    }

    /** As the file writes the key. */
    String path(String key) {
        return prefix + key;
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** The section's own entries by their keys, in the file's order. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** The section's own entry, else the default. */
    @Nullable
    Entry entry(String key) {
        Entry own = entries.get(key);
        return own != null || defaults == null ? own : defaults.entry(key);
    }

    /** Reports a problem of the whole section, at its first line. */
    void report(String message) {
        problems.add(file(), line(), message);
    }

    void report(Entry entry, String message) {
        problems.add(entry, message);
    }

    void warn(Entry entry, String message) {
        problems.warn(entry.file(), entry.line(), message);
    }

    /** The value without blanks around it; null if there is none. */
    @Nullable
    String text(String key) {
        Entry entry = entry(key);
        String text = entry == null ? "" : entry.value().trim();
        if (entry != null && text.isEmpty()) {
            reportEmpty(entry);
        }
        return text.isEmpty() ? null : text;
    }

    /** Reports a value that must be known when the file is read and is in a vault. */
    void reportDeferred(Entry entry) {
        problems.add(
                entry,
                entry.key()
                        + " must be known before a vault can be asked; use ${env:…} or ${file:…}, or write the value");
    }

    void reportEmpty(Entry entry) {
        if (!entry.isUnresolved()) {
            problems.add(entry, entry.key() + " is empty; give it a value or remove the line");
        }
    }

    /** The elements between commas, without blanks around them; empty if there is no such key. */
    List<String> list(String key) {
        List<String> elements = new ArrayList<>();
        String text = text(key);
        for (int from = 0; text != null && from <= text.length(); ) {
            int comma = text.indexOf(',', from);
            int end = comma < 0 ? text.length() : comma;
            String element = text.substring(from, end).trim();
            if (!element.isEmpty()) {
                elements.add(element);
            }
            from = end + 1;
        }
        return elements;
    }

    /** One of some words; null if there is none or another. */
    @Nullable
    String word(String key, String... words) {
        String text = text(key);
        StringBuilder all = new StringBuilder();
        for (int i = 0; text != null && i < words.length; i++) {
            if (words[i].equals(text)) {
                return text;
            }
            all.append(i == 0 ? "" : i == words.length - 1 ? " or " : ", ").append(words[i]);
        }
        reportBad(key, text, "must be " + all);
        return null;
    }

    /** Reports what must not stand here: what is unknown, what a later version will know. */
    void checkKeys(String[] known, String... later) {
        for (Map.Entry<String, Entry> each : entries.entrySet()) {
            String key = each.getKey();
            if (Arrays.asList(known).contains(key)) {
                continue;
            }
            problems.add(
                    each.getValue(),
                    Arrays.asList(later).contains(key)
                            ? path(key) + " is not supported by this version; remove the line"
                            : "unknown key '" + path(key) + "'" + Suggestion.of(key, Arrays.asList(known)));
        }
    }

    long bytes(String key, long otherwise) {
        String text = text(key);
        long bytes = text == null ? otherwise : Quantity.bytes(text);
        if (bytes < 0) {
            reportBad(key, text, "must be a size such as 512KiB, 10MiB or 1048576, under 2GiB");
        }
        return bytes;
    }

    /** Reports a value, or the element of a list that is wrong in it. */
    void reportBad(String key, @Nullable String part, String message) {
        Entry entry = entry(key);
        if (entry != null && part != null) {
            problems.add(entry, entry.quoting(part) + ": " + message);
        }
    }

    private Entry first() {
        return entries.values().iterator().next();
    }
}
