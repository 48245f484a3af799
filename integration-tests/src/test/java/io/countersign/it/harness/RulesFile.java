package io.countersign.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes an agent.properties, section by section. */
public final class RulesFile {

    private final StringBuilder text = new StringBuilder();
    private String section = "";

    /** Begins an identity. */
    public RulesFile identity(String name, String type) {
        section = "identity." + name + ".";
        return with("type", type);
    }

    /** Begins a rule. */
    public RulesFile rule(String name, String hosts, String identity) {
        section = "rule." + name + ".";
        return with("hosts", hosts).with("identity", identity);
    }

    /** A key of no identity and no rule. */
    public RulesFile global(String key, Object value) {
        text.append(key).append(" = ").append(value).append('\n');
        return this;
    }

    /** One more key of what was begun last. */
    public RulesFile with(String key, Object value) {
        text.append(section).append(key).append(" = ").append(value).append('\n');
        return this;
    }

    /** Writes it into a folder. */
    public Path write(Path folder) throws IOException {
        return Files.writeString(folder.resolve("agent.properties"), text, StandardCharsets.UTF_8);
    }
}
