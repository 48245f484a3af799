package io.countersign.secret;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ProcessEnvironmentTest {

    private final Environment environment = Environment.ofProcess();

    @TempDir
    private Path directory;

    @Test
    void readsVariablesAndProperties() {
        Map.Entry<String, String> any = System.getenv().entrySet().iterator().next();

        assertThat(environment.variable(any.getKey())).isEqualTo(any.getValue());
        assertThat(environment.variable("COUNTERSIGN_NO_SUCH_VARIABLE")).isNull();
        assertThat(environment.property("java.version")).isEqualTo(System.getProperty("java.version"));
        assertThat(environment.property("countersign.no.such.property")).isNull();
    }

    @Test
    void readsAFileLongerThanOneBuffer() throws IOException {
        byte[] content = "0123456789".repeat(3000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Path file = Files.write(directory.resolve("long"), content);

        assertThat(environment.read(file.toFile())).isEqualTo(content);
    }

    @Test
    void keepsWhatItReadForWhoWantsToKnow() throws IOException {
        Map<File, byte @Nullable []> contents = new HashMap<>();
        Environment keeping = Environment.ofProcess(contents);
        File file = Files.writeString(directory.resolve("file"), "held").toFile();
        File none = new File(directory.toFile(), "none");

        keeping.read(file);
        keeping.read(none);
        assertThatThrownBy(() -> keeping.read(directory.toFile())).isInstanceOf(IOException.class);

        assertThat(contents).containsOnlyKeys(file, none, directory.toFile());
        assertThat(contents.get(file)).asString().isEqualTo("held");
        assertThat(contents.get(none)).isNull();
        assertThat(contents.get(directory.toFile())).asString().isEqualTo("is a directory; name a file");
    }

    @Test
    void tellsAMissingFileFromAnUnreadableOne() throws IOException {
        assertThat(environment.read(new File(directory.toFile(), "none"))).isNull();
        assertThatThrownBy(() -> environment.read(directory.toFile()))
                .isInstanceOf(IOException.class)
                .hasMessage("is a directory; name a file");
    }
}
