package io.countersign.rules;

import java.io.File;

/** One key with its value and where it stands. Knows whether its value may be shown in a message. */
final class Entry {

    private final File file;
    private final int line;
    private final String key;
    private final String value;
    private final boolean showable;
    private final boolean unresolved;

    private Entry(File file, int line, String key, String value, boolean showable, boolean unresolved) {
        this.file = file;
        this.line = line;
        this.key = key;
        this.value = value;
        this.showable = showable;
        this.unresolved = unresolved;
    }

    static Entry of(File file, int line, String key, String value) {
        return new Entry(file, line, key, value, true, false);
    }

    /** The same entry without the escapes of what only looks like a reference. */
    Entry unescapedTo(String unescaped) {
        return of(file, line, key, unescaped);
    }

    /** The same entry with what its references lead to. */
    Entry resolvedTo(String resolved) {
        return new Entry(file, line, key, resolved, false, false);
    }

    /** The same entry after its references led nowhere, which has been reported. */
    Entry unresolved() {
        return new Entry(file, line, key, "", false, true);
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

    boolean isUnresolved() {
        return unresolved;
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
