package io.countersign.rules;

import io.countersign.secret.Secret;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the keys of one identity into its settings, and reports what is wrong with them. */
final class IdentityReader {

    private final Section section;
    private final IdentityType type;
    private final Map<String, Secret> values = new LinkedHashMap<>();
    private final Map<String, Referenced> referenced = new LinkedHashMap<>();
    private final List<String> written = new ArrayList<>();

    private IdentityReader(Section section, IdentityType type) {
        this.section = section;
        this.type = type;
    }

    /** The identity's type; null if it has none that this version knows, which is then reported. */
    static @Nullable IdentityType type(Section section) {
        Entry entry = section.entry("type");
        if (entry != null && entry.isDeferred()) {
            section.reportDeferred(entry);
            return null;
        }
        String name = section.text("type");
        IdentityType type = name == null ? null : IdentityType.of(name);
        if (!section.has("type")) {
            section.report("identity '" + section.name() + "' has no type; add " + section.path("type"));
        } else if (type == null) {
            section.reportBad("type", name, "must be " + Shape.TYPE.description());
        }
        return type;
    }

    static IdentitySettings read(Section section, IdentityType type) {
        return new IdentityReader(section, type).read();
    }

    private IdentitySettings read() {
        for (Map.Entry<String, Entry> each : section.entries().entrySet()) {
            readEntry(each.getKey(), each.getValue());
        }
        for (IdentityKey key : IdentityKeys.all()) {
            if (key.isRequired() && key.types().contains(type) && !section.has(key.name())) {
                section.report("identity '" + section.name() + "' of type " + type.settingName() + " needs "
                        + section.path(key.name()));
            }
        }
        if (type != IdentityType.API_KEY) {
            // One key has nothing to go together with, so nothing is loaded for it.
            new IdentityCombinations(section, type, values).check();
        }
        return new IdentitySettings(section, type, values, referenced, written);
    }

    private void readEntry(String name, Entry entry) {
        IdentityKey key = IdentityKeys.of(name);
        if (key == null) {
            String suggestion = IdentityKeys.suggestion(name, type);
            section.report(entry, "unknown key '" + entry.key() + "'" + suggestion);
        } else if (!key.types().contains(type)) {
            section.report(
                    entry, entry.key() + " does not fit here: only identities of type " + typesOf(key) + " have it");
        } else if (!key.isGroup() || isMember(name.substring(key.stem().length()), key, entry)) {
            readValue(name, key, entry);
        }
    }

    private static String typesOf(IdentityKey key) {
        StringBuilder names = new StringBuilder();
        int last = key.types().size() - 1;
        for (int i = 0; i <= last; i++) {
            names.append(i == 0 ? "" : i == last ? " or " : ", ")
                    .append(key.types().get(i).settingName());
        }
        return names.toString();
    }

    /** Whether the part of a key behind the group's dot is a name. */
    private boolean isMember(String member, IdentityKey group, Entry entry) {
        if (member.trim().isEmpty()) {
            section.report(
                    entry, entry.key() + " has no name behind its last dot; write " + section.path(group.name()));
            return false;
        }
        if ("attribute.".equals(group.stem()) && ("custom".equals(member) || "dev".equals(member))) {
            section.report(
                    entry,
                    entry.key() + " ends at a colon: write a backslash before each colon of a key, as in "
                            + section.path(group.stem() + "custom\\:department"));
            return false;
        }
        return true;
    }

    private void readValue(String name, IdentityKey key, Entry entry) {
        if (entry.source() != null && key.shape().mayChange()) {
            referenced.put(name, new Referenced(entry, key.shape()));
        } else if (entry.isDeferred()) {
            section.reportDeferred(entry);
        }
        String value = key.shape().isSecret() ? entry.value() : entry.value().trim();
        if (value.isEmpty()) {
            section.reportEmpty(entry);
            return;
        }
        String complaint = key.shape().complaint(value);
        if (entry.isShowable()) {
            written.add(name);
        }
        if (complaint == null) {
            values.put(name, Secret.of(key.shape() == Shape.FILE ? absolute(entry, value) : value));
        } else if (key.shape().isSecret()) {
            section.report(entry, entry.key() + " " + complaint);
        } else {
            String suggestion =
                    entry.isShowable() ? Suggestion.of(value, key.shape().words()) : "";
            section.report(entry, entry.quoting(value) + ": " + complaint + suggestion);
        }
    }

    private static String absolute(Entry entry, String path) {
        File file = new File(path);
        return file.isAbsolute() ? path : new File(entry.directory(), path).getPath();
    }
}
