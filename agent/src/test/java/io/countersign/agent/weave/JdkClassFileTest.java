package io.countersign.agent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Class files through the JDK's own API, which only newer JDKs than the build's have. */
final class JdkClassFileTest {

    private static final String EXECUTOR = "org/apache/http/protocol/HttpRequestExecutor";
    private static final int WITH_API = 24;

    @Test
    void aJavaWithoutTheApiSaysThatItDoesNotKnowTheVersion() throws IOException {
        Assumptions.assumeTrue(Runtime.version().feature() < WITH_API);
        byte[] type = bytes(EXECUTOR);
        assertThatThrownBy(() -> JdkClassFile.of(type))
                .isInstanceOfSatisfying(
                        UnknownClassFileException.class,
                        e -> assertThat(e.version()).isEqualTo("50 (Java 6)"));
    }

    @Test
    void aJavaWithTheApiWeavesWhatItKnowsAndRefusesWhatItDoesNot() throws IOException {
        Optional<Path> java = javaWithApi();
        Assumptions.assumeTrue(java.isPresent(), "no JDK 24 or later is here");
        Process process = new ProcessBuilder(
                        java.orElseThrow().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WeaveThroughTheApi.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output.lines()).containsExactly("linked: " + EXECUTOR.replace('/', '.'), "unknown: 999 (Java 955)");
    }

    static byte[] bytes(String internalName) throws IOException {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(internalName + ".class")) {
            return in.readAllBytes();
        }
    }

    private static Optional<Path> javaWithApi() throws IOException {
        for (Path place : List.of(Path.of("/usr/lib/jvm"), Path.of("/opt/jdks"))) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> homes = Files.list(place)) {
                    Optional<Path> found = homes.filter(JdkClassFileTest::hasApi)
                            .map(home -> home.resolve("bin/java"))
                            .findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean hasApi(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("^[^0-9]*([0-9]+).*$", "$1"))
                    .anyMatch(feature -> Integer.parseInt(feature) >= WITH_API);
        } catch (IOException none) {
            return false;
        }
    }
}
