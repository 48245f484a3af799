package io.countersign.rules;

import io.countersign.secret.Secret;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the keys that belong to no identity and no rule into settings, and reports what is wrong with them. */
final class GlobalReader {

    private static final String STORE = "token-store";
    private static final String LOG_FILE = "log.file";
    private static final String METRICS_FILE = "metrics.file";

    private final Problems problems;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Secret> values = new LinkedHashMap<>();
    private final Map<String, Referenced> referenced = new LinkedHashMap<>();

    GlobalReader(List<Entry> all, Problems problems) {
        this.problems = problems;
        for (Entry entry : all) {
            entries.put(entry.key(), entry);
        }
    }

    GlobalSettings read() {
        for (Entry entry : entries.values()) {
            IdentityKey key = GlobalKeys.of(entry.key());
            if (key == null) {
                problems.add(entry, "unknown key '" + entry.key() + "'" + Suggestion.of(entry.key(), names()));
            } else {
                read(key, entry);
            }
        }
        checkStore();
        checkFiles();
        return new GlobalSettings(values, referenced);
    }

    private void read(IdentityKey key, Entry entry) {
        if (entry.source() != null && key.shape().mayChange()) {
            referenced.put(key.name(), new Referenced(entry, key.shape()));
        }
        String value = key.shape().isSecret() ? entry.value() : entry.value().trim();
        if (entry.isUnresolved()) {
            return;
        }
        String complaint = value.isEmpty()
                ? "is empty; give it a value or remove the line"
                : key.shape().complaint(value);
        if (complaint == null) {
            values.put(key.name(), Secret.of(located(key.shape(), entry, value)));
        } else if (value.isEmpty() || key.shape().isSecret()) {
            problems.add(entry, entry.key() + " " + complaint);
        } else {
            problems.add(entry, entry.quoting(value) + ": " + complaint);
        }
    }

    /** What says how a file is written goes with the file only. */
    private void checkFiles() {
        for (Entry entry : entries.values()) {
            String key = entry.key();
            if (!entries.containsKey(LOG_FILE) && (key.equals("log.max-size") || key.equals("log.files"))) {
                problems.add(entry, key + " does not go without " + LOG_FILE);
            } else if (!entries.containsKey(METRICS_FILE) && key.equals("metrics.interval")) {
                problems.add(entry, key + " does not go without " + METRICS_FILE);
            }
        }
    }

    private void checkStore() {
        String store = text(STORE);
        boolean redis = store != null && StoreUrl.isRedis(store);
        for (Entry entry : entries.values()) {
            String key = entry.key();
            if (key.startsWith(STORE + ".") && !entries.containsKey(STORE)) {
                problems.add(entry, key + " does not go without " + STORE);
            } else if (store != null && !redis && (key.endsWith(".username") || key.endsWith(".password"))) {
                problems.add(entry, key + " is for a store in Redis only; remove the line");
            }
        }
        Entry entry = entries.get(STORE);
        if (entry != null && redis) {
            checkRedis(entry, String.valueOf(store));
        }
    }

    private void checkRedis(Entry entry, String store) {
        if (!entries.containsKey("token-store.key")) {
            problems.add(
                    entry,
                    STORE + " in Redis does not go without token-store.key, which encrypts the tokens; make one with"
                            + " 'openssl rand -base64 32'");
        }
        Entry username = entries.get("token-store.username");
        if (username != null && !entries.containsKey("token-store.password")) {
            problems.add(username, username.key() + " does not go without token-store.password");
        }
        if (StoreUrl.isReadable(store)) {
            problems.warn(
                    entry.file(),
                    entry.line(),
                    STORE
                            + " is plain redis: the server's password travels readable to a host that is not this one; use"
                            + " rediss");
        }
    }

    /** Where relative paths lead from the rules file's folder. */
    private static String located(Shape shape, Entry entry, String value) {
        if (shape == Shape.FILE) {
            return new File(value).isAbsolute() ? value : new File(entry.directory(), value).getPath();
        }
        return shape == Shape.STORE ? absolute(entry, value) : value;
    }

    private static String absolute(Entry entry, String store) {
        File folder = new File(store.substring(store.indexOf(':') + 1));
        return StoreUrl.isRedis(store) || folder.isAbsolute()
                ? store
                : "file:" + new File(entry.directory(), folder.getPath());
    }

    private @Nullable String text(String key) {
        Secret value = values.get(key);
        return value == null ? null : value.reveal();
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (IdentityKey each : GlobalKeys.all()) {
            names.add(each.name());
        }
        return names;
    }
}
