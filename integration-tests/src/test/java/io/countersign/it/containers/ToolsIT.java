package io.countersign.it.containers;

import io.countersign.it.harness.AgentJar;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.ForkedJvm;
import io.countersign.it.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code JAVA_TOOL_OPTIONS} reaches every JVM of a machine or container: those without HTTP must not notice. */
final class ToolsIT {

    private static final String PATH = System.getenv().getOrDefault("PATH", "");

    private static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>example</groupId>
              <artifactId>fine</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>11</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
            </project>
            """;

    @RegisterExtension
    private final ResultsOfContainers results = new ResultsOfContainers();

    @TempDir
    private Path folder;

    static Stream<Jdk> jdks() {
        return Matrix.on(8, 11, 17, 21, 25, 26);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void toolsOfTheJdkSayAndDoTheSame(Jdk jdk) throws IOException {
        results.in("JAVA_TOOL_OPTIONS: java -version, javac, jar, keytool", jdk);
        Path source = Files.writeString(folder.resolve("Hello.java"), "class Hello { int wrong = \"\"; }\n");
        Path fine = Files.writeString(folder.resolve("Fine.java"), "class Fine {}\n");
        try (Scene scene = new Scene()) {
            Path rules = scene.writeRules(folder);
            Path figures = folder.resolve("figures.prom");
            Files.writeString(rules, "\nmetrics.file = " + figures + "\n", StandardOpenOption.APPEND);
            isTheSame(rules, jdk, "java", "-version");
            isTheSame(rules, jdk, "javac", "-d", folder.toString(), fine.toString());
            isTheSame(rules, jdk, "javac", source.toString());
            isTheSame(
                    rules,
                    jdk,
                    "jar",
                    "cf",
                    folder.resolve("fine.jar").toString(),
                    "-C",
                    folder.toString(),
                    "Fine.class");
            isTheSame(rules, jdk, "jar", "tf", AgentJar.path().toString());
            isTheSame(
                    rules,
                    jdk,
                    "keytool",
                    "-list",
                    "-keystore",
                    folder.resolve("none").toString());
            assertThat(figures)
                    .as("figures of the application, which a tool must not replace by its own")
                    .doesNotExist();
        }
    }

    @Test
    void aBuildOfMavenSaysAndDoesTheSame() throws IOException {
        Jdk jdk = Jdk.running();
        results.in("JAVA_TOOL_OPTIONS: mvn, offline", jdk);
        Path maven = Stream.of(PATH.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "mvn"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve("pom.xml"), POM);
        Path source = Files.createDirectories(folder.resolve("src/main/java")).resolve("Fine.java");
        Files.writeString(source, "class Fine {}\n");
        List<String> command = List.of(
                maven.toString(),
                "-o",
                "-q",
                "-f",
                folder.toString(),
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local", ""),
                "org.apache.maven.plugins:maven-compiler-plugin:3.16.0:compile");
        try (Scene scene = new Scene()) {
            Map<String, String> environment = Map.of("JAVA_HOME", jdk.home().toString(), "PATH", PATH);
            assertThat(isTheSame(scene.writeRules(folder), command, environment))
                    .isZero();
        }
        assertThat(folder.resolve("target/classes/Fine.class")).exists();
    }

    private void isTheSame(Path rules, Jdk jdk, String tool, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(jdk.home().resolve("bin").resolve(tool).toString()));
        command.addAll(List.of(arguments));
        isTheSame(rules, command, Map.of());
    }

    /** The status with which both end. */
    private static int isTheSame(Path rules, List<String> command, Map<String, String> environment) {
        Run without = Run.of(command, environment);
        String options = AppUnderTest.agentOption(rules.toString());
        Map<String, String> withAgent = new HashMap<>(environment);
        withAgent.put("JAVA_TOOL_OPTIONS", options);
        Run with = Run.of(command, withAgent);
        List<String> expected = new ArrayList<>(List.of("Picked up JAVA_TOOL_OPTIONS: " + options));
        expected.addAll(without.errors());
        assertThat(with).isEqualTo(new Run(without.status(), without.output(), expected));
        return with.status();
    }

    /** What became of a command. */
    private record Run(int status, List<String> output, List<String> errors) {

        static Run of(List<String> command, Map<String, String> environment) {
            try (ForkedJvm jvm = ForkedJvm.start("tool", command, environment)) {
                int status = jvm.end();
                return new Run(status, jvm.unread(), jvm.everything());
            }
        }
    }
}
