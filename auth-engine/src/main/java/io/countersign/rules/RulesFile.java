package io.countersign.rules;

import io.countersign.secret.Environment;
import io.countersign.secret.References;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rules file: Java properties in UTF-8, described in {@code docs/rules.md}. Runs before {@code main} in every JVM,
 * so it keeps away from lambdas, streams, regular expressions and {@code java.nio.file}, which all cost start-up time.
 */
public final class RulesFile {

    private final Environment environment;
    private final Problems problems = new Problems();

    private RulesFile(Environment environment) {
        this.environment = environment;
    }

    /**
     * Reads everything, or reports everything that is wrong.
     *
     * @param overlay replaces single keys of the file and adds others; null if there is none
     * @param environment what references lead to, and what the files themselves are read from
     */
    public static RuleSet read(File file, @Nullable File overlay, Environment environment) throws RulesException {
        return new RulesFile(environment).read(file, overlay);
    }

    private RuleSet read(File file, @Nullable File overlay) throws RulesException {
        String text = text(file);
        String overlayText = overlay == null ? "" : text(overlay);
        problems.throwIfAny();
        Map<String, Entry> entries = PropertiesParser.parse(file, text, problems);
        if (overlay != null) {
            entries.putAll(PropertiesParser.parse(overlay, overlayText, problems));
        }
        List<Entry> resolved = new ArrayList<>(entries.size());
        for (Entry entry : entries.values()) {
            resolved.add(resolved(entry));
        }
        RuleSet rules = RuleSetReader.read(file, resolved, problems);
        problems.throwIfAny();
        return rules;
    }

    /** Empty if it cannot be had, which is then reported. */
    private String text(File file) {
        byte @Nullable [] bytes;
        try {
            bytes = environment.read(file);
        } catch (IOException e) {
            problems.add(file, 0, "the rules file " + file + " " + e.getMessage());
            return "";
        }
        if (bytes == null) {
            problems.add(file, 0, "the rules file " + file + " does not exist, or its directory may not be read");
            return "";
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int replaced = text.indexOf('\uFFFD');
        if (replaced >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            problems.add(file, line(text, replaced), "not UTF-8; save the file as UTF-8, or write \\uXXXX");
        }
        // Windows editors put a byte order mark in front of UTF-8.
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static int line(String text, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && text.charAt(i + 1) != '\n')) {
                line++;
            }
        }
        return line;
    }

    private Entry resolved(Entry entry) {
        String value = entry.value();
        if (value.indexOf("${") < 0 || !RuleSetReader.isOfKnownGroup(entry.key())) {
            return entry;
        }
        try {
            References references = References.of(environment, entry.directory());
            if (mayLeadOut(entry.key()) && References.leadOut(value)) {
                FormOnly.check(value, references);
                return entry.deferred();
            }
            String resolved = references.resolve(value);
            if (References.mayChange(value)) {
                return entry.resolvedForNow(resolved);
            }
            return References.occurIn(value) ? entry.resolvedTo(resolved) : entry.unescapedTo(resolved);
        } catch (IllegalArgumentException e) {
            problems.add(entry, entry.key() + ": " + e.getMessage());
            return entry.unresolved();
        }
    }

    /** Only what is needed no sooner than a request may wait for a network. */
    private static boolean mayLeadOut(String key) {
        return key.startsWith("identity.") || key.startsWith("token-store.");
    }
}
