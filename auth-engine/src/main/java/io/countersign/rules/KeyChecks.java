package io.countersign.rules;

import io.countersign.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at the keys of one identity together, and reports what is missing beside one or too many. */
final class KeyChecks {

    private final Section section;
    private final IdentityType type;
    private final Map<String, Secret> values;

    /** @param values the well-formed ones */
    KeyChecks(Section section, IdentityType type, Map<String, Secret> values) {
        this.section = section;
        this.type = type;
        this.values = values;
    }

    IdentityType type() {
        return type;
    }

    Section section() {
        return section;
    }

    boolean has(String key) {
        return section.has(key);
    }

    /** The value of a key; null if there is none, or only one that was reported. */
    @Nullable
    Secret value(String key) {
        return values.get(key);
    }

    @Nullable
    String text(String key) {
        Secret value = values.get(key);
        return value == null ? null : value.reveal();
    }

    void require(String key) {
        if (!section.has(key)) {
            section.report(subject() + "of type " + type.settingName() + " needs " + section.path(key));
        }
    }

    void requireOneOf(String... keys) {
        if (!atMostOneOf(keys)) {
            section.report(subject() + "of type " + type.settingName() + " needs " + paths(" or ", keys));
        }
    }

    /** Whether there is one of them, or more, which is reported. */
    boolean atMostOneOf(String... keys) {
        List<String> present = new ArrayList<>();
        for (String key : keys) {
            if (section.has(key)) {
                present.add(key);
            }
        }
        if (present.size() > 1) {
            String all = String.join(" and ", present);
            section.report(subject() + (present.size() == 2 ? "has both " : "has ") + all + "; keep one");
        }
        return !present.isEmpty();
    }

    void needs(String key, String... companions) {
        List<String> missing = new ArrayList<>();
        for (String companion : companions) {
            if (!section.has(companion)) {
                missing.add(companion);
            }
        }
        if (!missing.isEmpty()) {
            report(key, "does not go without " + paths(" and ", missing.toArray(new String[0])));
        }
    }

    void excludes(String key, String other, String remedy) {
        if (section.has(key) && section.has(other)) {
            report(key, "does not go with " + section.path(other) + "; " + remedy);
        }
    }

    void report(String key, String complaint) {
        Entry entry = section.entry(key);
        if (entry != null) {
            section.report(entry, entry.key() + " " + complaint);
        }
    }

    void warn(String key, String complaint) {
        Entry entry = section.entry(key);
        if (entry != null) {
            section.warn(entry, entry.key() + " " + complaint);
        }
    }

    /** @param travelling what is sent there, with its verb */
    void warnIfReadable(String key, String travelling) {
        String url = text(key);
        if (url != null && ServiceUrl.isReadable(url)) {
            warn(key, "is plain http: " + travelling + " readable to a host that is not this one");
        }
    }

    private String subject() {
        return "identity '" + section.name() + "' ";
    }

    private String paths(String between, String... keys) {
        StringBuilder paths = new StringBuilder();
        for (int i = 0; i < keys.length; i++) {
            paths.append(i == 0 ? "" : i == keys.length - 1 ? between : ", ");
            paths.append(section.path(keys[i]));
        }
        return paths.toString();
    }
}
