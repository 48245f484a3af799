package io.countersign.rules;

import io.countersign.secret.References;
import io.countersign.secret.Secret;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One identity of the rules file: its type and what the file says about it. Equal settings are the same identity. */
public final class IdentitySettings {

    private final String name;
    private final File file;
    private final int line;
    private final IdentityType type;
    private final Map<String, Secret> values;
    private final Map<String, Referenced> referenced;
    private final List<String> written;

    /** @param written the keys whose values stand in the file itself */
    IdentitySettings(
            Section section,
            IdentityType type,
            Map<String, Secret> values,
            Map<String, Referenced> referenced,
            List<String> written) {
        this.name = section.name();
        this.file = section.file();
        this.line = section.line();
        this.type = type;
        this.values = values;
        this.referenced = referenced;
        this.written = written;
    }

    private IdentitySettings(IdentitySettings identity, Map<String, Secret> values) {
        this.name = identity.name;
        this.file = identity.file;
        this.line = identity.line;
        this.type = identity.type;
        this.values = values;
        this.referenced = identity.referenced;
        this.written = identity.written;
    }

    /** The name that rules refer to. */
    public String name() {
        return name;
    }

    /** Where the identity starts. */
    public File file() {
        return file;
    }

    /** Where the identity starts, counted from 1. */
    public int line() {
        return line;
    }

    /** Decides which keys there are. */
    public IdentityType type() {
        return type;
    }

    /**
     * A setting that is no secret by its nature, for instance {@code client-id}.
     *
     * @throws IllegalArgumentException if the file does not have it
     */
    public String text(String key) {
        return secret(key).reveal();
    }

    /** A setting that is no secret by its nature; null if the file does not have it. */
    public @Nullable String optionalText(String key) {
        Secret value = values.get(key);
        return value == null ? null : value.reveal();
    }

    /**
     * A setting that must not be seen, for instance {@code password}.
     *
     * @throws IllegalArgumentException if the file does not have it
     */
    public Secret secret(String key) {
        Secret value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("identity '" + name + "' has no " + key);
        }
        return value;
    }

    /** A setting that must not be seen; null if the file does not have it. */
    public @Nullable Secret optionalSecret(String key) {
        return values.get(key);
    }

    /** Whether files or vaults hold some of the values, so that these may be others some time. */
    public boolean isReferenced() {
        return !referenced.isEmpty();
    }

    /** Whether vaults hold some of the values: until {@link #resolved} they are missing here. */
    public boolean leadsOut() {
        for (Referenced each : referenced.values()) {
            if (each.leadsOut()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The same identity with what its references to files and vaults lead to now.
     *
     * @throws IllegalArgumentException if one leads nowhere; the message never holds a value
     */
    public IdentitySettings resolved(References references) {
        Map<String, Secret> all = new LinkedHashMap<>(values);
        for (Map.Entry<String, Referenced> each : referenced.entrySet()) {
            all.put(each.getKey(), each.getValue().resolve(references));
        }
        return new IdentitySettings(this, all);
    }

    /**
     * Whether what an identity with these settings has got is good for those of a later file. It is if all is the same; and a
     * log-in looks for changed secrets behind references by itself when it needs them, so that its tokens stay.
     */
    public boolean livesOnAs(IdentitySettings later) {
        return type.logsIn()
                ? isSameAccount(later)
                        && referenced.equals(later.referenced)
                        && written().equals(later.written())
                : equals(later);
    }

    /** Whose credentials it gets its own with; null if it needs nobody's. */
    public @Nullable String otherIdentity() {
        return optionalText(type == IdentityType.AWS ? IdentityReferences.SOURCE : IdentityReferences.LOGIN);
    }

    /** What neither files nor vaults hold. */
    private Map<String, Secret> written() {
        Map<String, Secret> written = new LinkedHashMap<>(values);
        written.keySet().removeAll(referenced.keySet());
        return written;
    }

    /** Whether both have the same values in what is no secret: then both are the same user of the same client. */
    public boolean isSameAccount(IdentitySettings other) {
        return type == other.type && account().equals(other.account());
    }

    /**
     * What tokens depend on besides secrets: the type, and all settings that are no secret and change what comes. Hidden all the
     * same, since it may come through references.
     */
    public Secret account() {
        return Account.of(type, values);
    }

    /** All secrets, to tell whether a failure is that of the same ones. */
    public Secret secrets() {
        return Account.secretsOf(values);
    }

    /** Whether a secret stands in the file itself, where a reference could stand. */
    public boolean isSecretWritten() {
        for (String name : written) {
            IdentityKey key = IdentityKeys.of(name);
            if (key != null && key.shape().isSecret() && key.shape() != Shape.COMMAND) {
                return true;
            }
        }
        return false;
    }

    /** All settings in one line, without the values of secrets and of what came through references. */
    public String shown() {
        return ShownSettings.of(values, referenced.keySet(), written);
    }

    /** How a user's password is proved: {@code srp}, {@code password} or {@code admin}. */
    public String flow() {
        String flow = optionalText("flow");
        return flow == null ? IdentityKeys.SRP : flow;
    }

    /** Whether the file says {@code true}, for instance of {@code verify-tokens}. */
    public boolean flag(String key) {
        return "true".equals(optionalText(key));
    }

    /**
     * The keys of a group such as {@code client-metadata} by what stands behind the group's dot, in the file's order;
     * empty if there are none.
     */
    public Map<String, String> group(String prefix) {
        Map<String, String> group = new LinkedHashMap<>();
        String stem = prefix + ".";
        for (Map.Entry<String, Secret> each : values.entrySet()) {
            if (each.getKey().startsWith(stem)) {
                group.put(
                        each.getKey().substring(stem.length()), each.getValue().reveal());
            }
        }
        return Collections.unmodifiableMap(group);
    }

    /** The parts of a setting between commas or blanks; none if the file does not have it. */
    public List<String> words(String key) {
        List<String> words = new ArrayList<>();
        String text = optionalText(key);
        for (String word : text == null ? new String[0] : text.split("[,\\s]+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** The program that {@code command} names, and its arguments; empty if the file has no command. */
    public List<Secret> command() {
        List<Secret> command = new ArrayList<>();
        Secret text = values.get("command");
        if (text != null) {
            for (String word : CommandLine.words(text.reveal())) {
                command.add(Secret.of(word));
            }
        }
        return command;
    }

    /** A setting that is a duration; null if the file does not have it. */
    public @Nullable Duration optionalDuration(String key) {
        String text = optionalText(key);
        return text == null ? null : Duration.ofMillis(Quantity.millis(text));
    }

    /** Whether to have its credentials takes a call that is worth making before they are needed. */
    public boolean isSlow() {
        return type == IdentityType.AWS
                ? values.containsKey("role-arn")
                : type == IdentityType.TOKEN ? values.containsKey("command") : type != IdentityType.API_KEY;
    }

    /** How long one call to the issuer may take. */
    public Duration timeout() {
        String timeout = optionalText("timeout");
        return Duration.ofMillis(Quantity.millis(timeout == null ? IdentityKeys.TIMEOUT : timeout));
    }

    /** The line does not count: a file that only moved its identity about has the same identity. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof IdentitySettings)) {
            return false;
        }
        IdentitySettings that = (IdentitySettings) other;
        return name.equals(that.name)
                && type == that.type
                && values.equals(that.values)
                && referenced.equals(that.referenced);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + values.hashCode();
    }

    @Override
    public String toString() {
        return "identity '" + name + "' of type " + type.settingName();
    }
}
