package io.countersign.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a rules file with one identity and one rule, each key explained; what is not given is left to the environment. */
public final class RulesTemplate {

    private final String name;
    private final IdentityType type;
    private final Map<String, String> settings;
    private final List<String> variables = new ArrayList<>();

    private RulesTemplate(String name, IdentityType type, Map<String, String> settings) {
        this.name = name;
        this.type = type;
        this.settings = settings;
    }

    /**
     * For an identity and a rule of the same name.
     *
     * @param settings what the file says about the identity, by its keys, for instance {@code user-pool-id}
     * @throws IllegalArgumentException if the type does not have one of them; the message names those that it has
     */
    public static RulesTemplate of(String name, IdentityType type, Map<String, String> settings) {
        for (String each : settings.keySet()) {
            IdentityKey key = IdentityKeys.of(each);
            if (key == null || !key.types().contains(type)) {
                throw new IllegalArgumentException("identities of type " + type.settingName() + " have no key '" + each
                        + "'" + IdentityKeys.suggestion(each, type) + "; they have " + keys(type));
            }
        }
        return new RulesTemplate(name, type, settings);
    }

    /** The names of all types, as the file writes them. */
    public static List<String> types() {
        List<String> names = new ArrayList<>();
        for (IdentityType each : IdentityType.values()) {
            names.add(each.settingName());
        }
        return names;
    }

    /** The type of a name; null if there is none. */
    public static @Nullable IdentityType type(String settingName) {
        return IdentityType.of(settingName);
    }

    /** What a type cannot do without and is no secret, which belongs into no file, and what each of them means. */
    public static Map<String, String> questions(IdentityType type) {
        Map<String, String> questions = new LinkedHashMap<>();
        for (IdentityKey key : IdentityKeys.all()) {
            boolean asked = !key.name().equals("type") && !key.shape().isSecret();
            if (asked && key.types().contains(type) && isNeeded(key, type)) {
                questions.put(key.name(), key.meaning());
            }
        }
        return questions;
    }

    /** Whether a secret would stand in the file itself. */
    public boolean holdsSecret() {
        for (Map.Entry<String, String> each : settings.entrySet()) {
            IdentityKey key = IdentityKeys.of(each.getKey());
            boolean secret = key != null && key.shape().isSecret() && key.shape() != Shape.COMMAND;
            if (secret && !each.getValue().contains("${")) {
                return true;
            }
        }
        return false;
    }

    /** The environment variables that the file refers to, once {@link #text} is written. */
    public List<String> variables() {
        return Collections.unmodifiableList(variables);
    }

    /** The whole file. */
    public String text(List<String> hosts) {
        variables.clear();
        StringBuilder text = new StringBuilder();
        text.append("# Who we are. Every key is explained in docs/rules.md.\n");
        append(text, "identity." + name + ".type", type.settingName());
        List<IdentityKey> others = new ArrayList<>();
        for (IdentityKey key : IdentityKeys.all()) {
            boolean ours = !key.name().equals("type") && key.types().contains(type);
            if (ours && (isNeeded(key, type) || settings.containsKey(key.name()) || isLeastOfToken(key))) {
                text.append("# ").append(key.meaning()).append('\n');
                append(text, path(key), value(key));
            } else if (ours) {
                others.add(key);
            }
        }
        for (IdentityKey key : others) {
            String otherwise = key.otherwise();
            text.append("# ").append(key.meaning()).append('\n');
            text.append("# ")
                    .append(path(key))
                    .append(" = ")
                    .append(otherwise == null ? "" : otherwise)
                    .append('\n');
        }
        text.append("\n# Which requests carry its credentials.\n");
        append(text, "rule." + name + ".hosts", String.join(", ", hosts));
        append(text, "rule." + name + ".identity", name);
        text.append("# rule.").append(name).append(".paths = /**\n");
        return text.toString();
    }

    /** A client in its own name cannot do without a secret, which other types may have. */
    private static boolean isNeeded(IdentityKey key, IdentityType type) {
        boolean ofClient = type == IdentityType.COGNITO_CLIENT || type == IdentityType.CLIENT_CREDENTIALS;
        return key.isRequired() || (ofClient && key.name().equals("client-secret"));
    }

    /** A token has no required key, as it can come from three places; without any of them it is of no use. */
    private boolean isLeastOfToken(IdentityKey key) {
        return type == IdentityType.TOKEN
                && key.name().equals("value")
                && !settings.containsKey("file")
                && !settings.containsKey("command");
    }

    private String value(IdentityKey key) {
        String given = settings.get(key.name());
        if (given != null) {
            return given;
        }
        String variable = (name + "_" + key.name()).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        variables.add(variable);
        return "${env:" + variable + "}";
    }

    private String path(IdentityKey key) {
        return "identity." + name + "." + key.name();
    }

    private static void append(StringBuilder text, String key, String value) {
        text.append(key).append(" = ").append(value.replace("\\", "\\\\")).append('\n');
    }

    private static String keys(IdentityType type) {
        StringBuilder keys = new StringBuilder();
        for (IdentityKey key : IdentityKeys.all()) {
            if (!key.name().equals("type") && key.types().contains(type)) {
                keys.append(keys.length() == 0 ? "" : ", ").append(key.name());
            }
        }
        return keys.toString();
    }
}
