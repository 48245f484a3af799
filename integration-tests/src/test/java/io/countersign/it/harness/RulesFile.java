package io.countersign.it.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes an agent.properties, section by section. */
public final class RulesFile {

    private static final String NAME = "agent.properties";

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
        return Files.writeString(folder.resolve(NAME), text, StandardCharsets.UTF_8);
    }

    /** Puts it into a folder in place of the one there, which nobody sees half-written. */
    public Path replace(Path folder) throws IOException {
        Path other = Files.writeString(folder.resolve(NAME + ".new"), text, StandardCharsets.UTF_8);
        return Files.move(
                other, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
