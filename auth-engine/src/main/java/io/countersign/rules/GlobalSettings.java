package io.countersign.rules;

import io.countersign.secret.References;
import io.countersign.secret.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rules file says for the whole JVM: where references to vaults lead, and where tokens are shared. */
public final class GlobalSettings {

    private final Map<String, Secret> values;
    private final Map<String, Referenced> referenced;

    GlobalSettings(Map<String, Secret> values, Map<String, Referenced> referenced) {
        this.values = values;
        this.referenced = referenced;
    }

    static GlobalSettings none() {
        return new GlobalSettings(Collections.emptyMap(), Collections.emptyMap());
    }

    /** A setting that is no secret by its nature, for instance {@code secrets.region}; null if the file does not have it. */
    public @Nullable String optionalText(String key) {
        Secret value = values.get(key);
        return value == null ? null : value.reveal();
    }

    /** A setting that must not be seen, for instance {@code token-store.key}; null if the file does not have it. */
    public @Nullable Secret optionalSecret(String key) {
        return values.get(key);
    }

    /** {@code secrets.timeout}, {@code secrets.refresh} or {@code token-store.timeout}, or what stands in for it. */
    public Duration duration(String key) {
        String text = optionalText(key);
        IdentityKey description = GlobalKeys.of(key);
        if (text == null && description != null) {
            text = description.otherwise();
        }
        return Duration.ofMillis(Quantity.millis(String.valueOf(text)));
    }

    /** Whether both say the same of vaults and of the token store. */
    public boolean leadToTheSame(GlobalSettings that) {
        return ofIdentities(values).equals(ofIdentities(that.values))
                && ofIdentities(referenced).equals(ofIdentities(that.referenced));
    }

    private static <V> Map<String, V> ofIdentities(Map<String, V> settings) {
        Map<String, V> some = new LinkedHashMap<>(settings);
        some.keySet().removeIf(key -> !key.startsWith("secrets.") && !key.startsWith("token-store"));
        return some;
    }

    /** Whether vaults hold some of the values: until {@link #resolved} they are missing here. */
    public boolean leadOut() {
        for (Referenced each : referenced.values()) {
            if (each.leadsOut()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same with what references to files and vaults lead to now.
     *
     * @throws IllegalArgumentException if one leads nowhere; the message never holds a value
     */
    public GlobalSettings resolved(References references) {
        Map<String, Secret> all = new LinkedHashMap<>(values);
        for (Map.Entry<String, Referenced> each : referenced.entrySet()) {
            all.put(each.getKey(), each.getValue().resolve(references));
        }
        return new GlobalSettings(all, referenced);
    }

    @Override
    public String toString() {
        return "GlobalSettings(" + values.keySet() + ")";
    }
}
