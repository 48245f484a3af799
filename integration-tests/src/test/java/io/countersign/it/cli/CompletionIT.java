package io.countersign.it.cli;

import io.countersign.it.harness.AgentJar;
import io.countersign.it.harness.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The completion script in a bash, set up as {@code docs/cli.md} says. */
@DisabledOnOs(OS.WINDOWS)
final class CompletionIT {

    private static final String DOCUMENTED = """
            alias countersign='java -jar /opt/countersign.jar'
            source <(countersign completion)
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void bashCompletesCommandsAndOptions() throws IOException, InterruptedException {
        assertThat(Files.readString(Path.of("..", "docs", "cli.md"))).contains(DOCUMENTED);
        assertThat(completed("countersign", "exp")).containsExactly("explain");
        assertThat(completed("countersign", "login", "--pr")).containsExactly("--print-token");
    }

    private List<String> completed(String... words) throws IOException, InterruptedException {
        String set = DOCUMENTED
                .replace("java -jar", Jdk.running().java() + " -jar")
                .replace("/opt/countersign.jar", AgentJar.path().toString());
        String typed = "COMP_WORDS=(%s)\nCOMP_CWORD=%d\n".formatted(String.join(" ", words), words.length - 1);
        Path script = Files.writeString(
                folder.resolve("type.sh"),
                "shopt -s expand_aliases\n" + set + typed
                        + "_complete_countersign\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
        Path out = folder.resolve("out");
        Process bash = new ProcessBuilder("bash", script.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile())
                .start();
        assertThat(bash.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(out).stream().map(String::strip).toList();
    }
}
