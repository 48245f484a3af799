package io.countersign.rules;

import io.countersign.secret.References;
import io.countersign.secret.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the rules file says for the whole JVM: where references to vaults lead, where tokens are shared, what is logged where. */
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

    /** A setting that has a default, for instance {@code log.level}. */
    public String text(String key) {
        String text = optionalText(key);
        IdentityKey description = GlobalKeys.of(key);
        return String.valueOf(text == null && description != null ? description.otherwise() : text);
    }

    /** For instance {@code secrets.timeout} or {@code metrics.interval}, or what stands in for it. */
    public Duration duration(String key) {
        return Duration.ofMillis(Quantity.millis(text(key)));
    }

    /** {@code log.max-size}, or what stands in for it. */
    public long bytes(String key) {
        return Quantity.bytes(text(key));
    }

    /** {@code log.files}, or what stands in for it. */
    public int count(String key) {
        return Quantity.number(text(key));
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

    /** The same without a token store: for who wants to see a log-in, and not what another JVM left. */
    public static GlobalSettings withoutTokenStore(GlobalSettings settings) {
        Map<String, Secret> values = new LinkedHashMap<>(settings.values);
        Map<String, Referenced> referenced = new LinkedHashMap<>(settings.referenced);
        values.keySet().removeIf(key -> key.startsWith("token-store"));
        referenced.keySet().removeIf(key -> key.startsWith("token-store"));
        return new GlobalSettings(values, referenced);
    }

    @Override
    public String toString() {
        return "GlobalSettings(" + values.keySet() + ")";
    }
}
