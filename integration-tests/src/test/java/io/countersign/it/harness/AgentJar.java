package io.countersign.it.harness;

import java.nio.file.Files;
import java.nio.file.Path;

/** The jar under test, as it ships. */
public final class AgentJar {

    private AgentJar() {}

    /** Where it is. */
    public static Path path() {
        Path jar = Path.of(System.getProperty("countersign.agent.jar", "../agent/target/countersign.jar"));
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException("There is no agent at " + jar
                    + ": build the module agent first, or name the jar by -Dcountersign.agent.jar=<file>.");
        }
        return jar.toAbsolutePath().normalize();
    }
}
