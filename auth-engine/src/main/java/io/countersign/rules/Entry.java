package io.countersign.rules;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * One key with its value and where it stands. Knows whether its value may be shown in a message, and what the file wrote
 * if the value may be another one some time.
 */
final class Entry {

    private final File file;
    private final int line;
    private final String key;
    private final String value;
    private final boolean showable;
    private final boolean unresolved;
    private final @Nullable String source;

    private Entry(File file, int line, String key, String value) {
        this.file = file;
        this.line = line;
        this.key = key;
        this.value = value;
        this.showable = true;
        this.unresolved = false;
        this.source = null;
    }

    private Entry(Entry entry, String value, boolean unresolved, @Nullable String source) {
        this.file = entry.file;
        this.line = entry.line;
        this.key = entry.key;
        this.value = value;
        this.showable = false;
        this.unresolved = unresolved;
        this.source = source;
    }

    static Entry of(File file, int line, String key, String value) {
        return new Entry(file, line, key, value);
    }

    /** The same entry without the escapes of what only looks like a reference. */
    Entry unescapedTo(String unescaped) {
        return of(file, line, key, unescaped);
    }

    /** The same entry with what its references lead to. */
    Entry resolvedTo(String resolved) {
        return new Entry(this, resolved, false, null);
    }

    /** The same entry with what its references lead to now, which may be something else later. */
    Entry resolvedForNow(String resolved) {
        return new Entry(this, resolved, false, value);
    }

    /** The same entry, whose references lead to vaults that are not asked yet. */
    Entry deferred() {
        return new Entry(this, "", true, value);
    }

    /** The same entry after its references led nowhere, which has been reported. */
    Entry unresolved() {
        return new Entry(this, "", true, null);
    }

    File file() {
        return file;
    }

    int line() {
        return line;
    }

    String key() {
        return key;
    }

    String value() {
        return value;
    }

    /** Whether there is no value to look at, which is no fault of what the file says here or has been reported. */
    boolean isUnresolved() {
        return unresolved;
    }

    /** Whether the value is known only later. */
    boolean isDeferred() {
        return unresolved && source != null;
    }

    /** What the file wrote, with its references; null if the value always stays what it is. */
    @Nullable
    String source() {
        return source;
    }

    boolean isShowable() {
        return showable;
    }

    /** Whether a part of the value may be quoted in a message. */
    boolean mayShow(String part) {
        return showable && !mayHoldSecret(part);
    }

    /** Where the paths in this entry start. */
    File directory() {
        File parent = file.getAbsoluteFile().getParentFile();
        return parent == null ? file : parent;
    }

    boolean isDefault() {
        return key.startsWith("default.");
    }

    /** The key and the part of its value that a message is about, unless that came from elsewhere or may be a secret. */
    String quoting(String part) {
        if (mayShow(part)) {
            return key + " = '" + part + "'";
        }
        return key + (showable ? " (not shown, as it may hold a secret)" : " (read through a reference)");
    }

    /** A URL with a password in it; or the next line of the file too, where a value ends in a backslash. */
    private static boolean mayHoldSecret(String part) {
        return part.indexOf('@') >= 0 || part.indexOf('=') >= 0 || part.contains("identity.");
    }

    @Override
    public String toString() {
        return file.getName() + ":" + line;
    }
}
