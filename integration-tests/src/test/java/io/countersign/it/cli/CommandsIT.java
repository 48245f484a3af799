package io.countersign.it.cli;

import io.countersign.it.cli.Shell.Run;
import io.countersign.it.harness.Jdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What all commands have in common: help, version, exit codes, completion. */
final class CommandsIT {

    private static final List<String> COMMANDS = List.of(
            "init", "check", "explain", "login", "request", "list", "attach", "status", "diagnose", "completion");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @ParameterizedTest
    @MethodSource("jdks")
    void theHelpNamesEveryCommandAndExitCode(Jdk jdk) {
        Run run = Shell.in(folder, jdk).run("--help");
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("-javaagent:countersign.jar=agent.properties", "Exit codes:");
        for (String command : COMMANDS) {
            assertThat(run.out()).containsPattern("(?m)^  " + command + "  ");
        }
    }

    static List<Jdk> jdks() {
        return Jdk.tested();
    }

    @Test
    void theVersionIsThatOfTheJar() {
        assertThat(Shell.in(folder).run("--version").firstLine()).matches("Countersign \\d+\\.\\d+\\.\\d+.*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "check", "explain", "login", "request", "list", "attach", "status", "diagnose"})
    void everyCommandHasHelpAndJson(String command) {
        Run run = Shell.in(folder).run(command, "--help");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("Usage: countersign " + command).contains("--json", "--help");
        assertThat(Shell.in(folder).run("help", command)).isEqualTo(run);
    }

    @Test
    void withoutACommandThereIsTheUsageAndAMistake() {
        Run run = Shell.in(folder).run();
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Which command?").contains("Usage: countersign");
    }

    @Test
    void aMisspeltCommandOrOptionIsAnsweredWithTheOneThatWasMeant() {
        Run run = Shell.in(folder).run("chekc");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Did you mean: countersign check");
        Run option = Shell.in(folder).run("check", "--jsno");
        assertThat(option.exit()).isEqualTo(2);
        assertThat(option.err()).contains("Unknown option: '--jsno'").contains("--json");
    }

    @Test
    void shellsCompleteTheCommands() {
        Run run = Shell.in(folder).run("completion");
        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("#!").contains("complete -F _complete_countersign", "--print-token");
    }

    @Test
    void nothingIsColouredWhereNoTerminalIs() {
        assertThat(Shell.in(folder).run("check").out()).doesNotContain("\u001B");
    }
}
