package io.countersign.benchmarks;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

/** The command line. */
class BenchmarksTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpNamesEveryCommand() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("startup", "lookup", "signing", "tokens", "heap", "login", "throughput", "frames");
    }

    @Test
    void everyCommandExplainsItself() {
        assertThat(run("startup", "--help")).isZero();
        assertThat(run("lookup", "--help")).isZero();
        assertThat(run("tokens", "--help")).isZero();
        assertThat(run("heap", "--help")).isZero();
        assertThat(run("login", "--help")).isZero();
        assertThat(run("throughput", "--help")).isZero();
        assertThat(run("frames", "--help")).isZero();
        assertThat(out.toString()).contains("--rounds=N", "--jdk=HOME", "--thorough", "10,000 rules", "--messages=N");
    }

    @Test
    void aMissingAgentIsNamedWithTheRemedy() {
        assertThat(run("startup", "--agent", "nowhere.jar")).isEqualTo(2);
        assertThat(run("login", "--agent", "elsewhere.jar")).isEqualTo(2);
        assertThat(run("throughput", "--agent", "gone.jar")).isEqualTo(2);
        assertThat(run("frames", "--agent", "lost.jar")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere.jar", "elsewhere.jar", "gone.jar", "lost.jar", "--agent");
    }

    private int run(String... arguments) {
        CommandLine commandLine =
                Benchmarks.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
