package io.countersign.benchmarks.startup;

import io.countersign.benchmarks.application.FirstGet;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The files that the forked JVMs are given. */
class WorkplaceTest {

    private static final int JAVA_8 = 52;

    @TempDir
    private Path folder;

    @Test
    void programsRunOnJava8() throws IOException {
        workplace();

        try (JarFile jar = new JarFile(folder.resolve("applications.jar").toFile());
                DataInputStream in = new DataInputStream(
                        jar.getInputStream(jar.getEntry(FirstGet.class.getName().replace('.', '/') + ".class")))) {
            in.readInt();
            assertThat(in.readUnsignedShort()).as("minor version").isZero();
            assertThat(in.readUnsignedShort()).as("major version").isEqualTo(JAVA_8);
        }
    }

    @Test
    void emptyAgentHasAPremainClass() throws IOException {
        workplace();

        try (JarFile jar = new JarFile(folder.resolve("empty-premain.jar").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Premain-Class"))
                    .isEqualTo("io.countersign.benchmarks.application.EmptyAgent");
        }
    }

    @Test
    void onlyTheCoveredRequestIsExpectedToCarryTheKey() throws IOException {
        Workplace workplace = workplace();

        assertThat(workplace.expectedOutput(Scenario.GET_COVERED)).isEqualTo("200 benchmark-key");
        assertThat(workplace.expectedOutput(Scenario.GET_NOT_COVERED)).isEqualTo("200 no key");
        assertThat(workplace.expectedOutput(Scenario.GET)).isEqualTo("200 no key");
    }

    private Workplace workplace() throws IOException {
        return new Workplace(folder, Path.of("countersign.jar"), "127.0.0.1:8080");
    }
}
