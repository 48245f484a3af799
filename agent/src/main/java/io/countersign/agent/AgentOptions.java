package io.countersign.agent;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** What stands behind {@code -javaagent:countersign.jar=}: a file, or {@code config=…,env=…} and so on. */
public final class AgentOptions {

    private static final String[] KEYS = {"config", "env", "strict", "relocated"};

    private final Map<String, String> values;
    private final @Nullable String problem;

    private AgentOptions(Map<String, String> values, @Nullable String problem) {
        this.values = values;
        this.problem = problem;
    }

    /** Reads the agent's arguments; where they name no file, {@code COUNTERSIGN_CONFIG}, then the system property. */
    static AgentOptions of(@Nullable String arguments) {
        Map<String, String> values = new HashMap<>();
        String unknown = arguments == null ? null : parse(arguments, values);
        if (unknown != null) {
            return new AgentOptions(
                    values,
                    "agent option '" + unknown
                            + "' is not known; the options are config=<file>, env=<name>, strict=true,"
                            + " relocated=false");
        }
        if (!values.containsKey("config")) {
            String variable = System.getenv("COUNTERSIGN_CONFIG");
            String file = variable != null ? variable : System.getProperty("countersign.config");
            if (file == null) {
                return new AgentOptions(
                        values,
                        "no rules file is named; write -javaagent:countersign.jar=<file>, or set COUNTERSIGN_CONFIG or"
                                + " -Dcountersign.config");
            }
            values.put("config", file);
        }
        return new AgentOptions(values, null);
    }

    /** {@code -Dcountersign.enabled=false} or {@code COUNTERSIGN_ENABLED=false}: off, without touching the flag. */
    static boolean switchedOff() {
        String property = System.getProperty("countersign.enabled");
        String value = property != null ? property : System.getenv("COUNTERSIGN_ENABLED");
        return value != null && value.trim().equalsIgnoreCase("false");
    }

    /** The rules file. */
    public File rulesFile() {
        return new File(values.getOrDefault("config", ""));
    }

    /** The name of the overlay as given, references unresolved; null if there is none. */
    public @Nullable String environment() {
        return values.get("env");
    }

    /** Whether the JVM ends when the rules cannot be used. */
    boolean strict() {
        return "true".equalsIgnoreCase(values.get("strict"));
    }

    /** Whether copies of client libraries count that vendors moved to packages of their own. */
    public boolean relocated() {
        return !"false".equalsIgnoreCase(values.get("relocated"));
    }

    /** Why these options cannot be followed, with the remedy; null if they can. */
    @Nullable
    String problem() {
        return problem;
    }

    /** The part that is not an option; null if all are. */
    private static @Nullable String parse(String arguments, Map<String, String> values) {
        if (keyOf(arguments) == null) {
            if (!arguments.isEmpty()) {
                values.put("config", arguments);
            }
            return null;
        }
        for (StringTokenizer parts = new StringTokenizer(arguments, ","); parts.hasMoreTokens(); ) {
            String part = parts.nextToken().trim();
            String key = keyOf(part);
            if (key == null) {
                return part;
            }
            values.put(key, part.substring(key.length() + 1).trim());
        }
        return null;
    }

    private static @Nullable String keyOf(String part) {
        for (String key : KEYS) {
            if (part.startsWith(key + "=")) {
                return key;
            }
        }
        return null;
    }
}
