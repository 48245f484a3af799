package io.countersign.agent.cli;

import io.countersign.rules.Overlay;
import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesException;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rules file a command looks at. */
final class RulesOptions {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "The rules file. Default: COUNTERSIGN_CONFIG, else agent.properties in this directory.")
    @Nullable
    String config;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME",
            description = "Read agent-NAME.properties over it, as the agent's option env does.")
    @Nullable
    String overlay;

    File file(Console console) {
        String variable = console.environment().variable("COUNTERSIGN_CONFIG");
        return console.file(config != null ? config : variable != null ? variable : "agent.properties");
    }

    RuleSet read(Console console) throws RulesException, IOException {
        Environment environment = console.environment();
        File file = file(console);
        try {
            return RulesFile.read(file, Overlay.of(file, overlay, environment), environment);
        } catch (IllegalArgumentException e) {
            throw new IOException("--env: " + e.getMessage(), e);
        }
    }
}
