package io.countersign.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Jars as the JDK writes them, read by our own directory. */
final class JarDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void readsStoredAndDeflatedEntries() throws IOException {
        byte[] noise = noise(100_000);
        Path jar = jar(zip -> {
            stored(zip, "a/stored.bin", noise);
            deflated(zip, "b/deflated.txt", "x".repeat(50_000).getBytes(StandardCharsets.UTF_8));
            deflated(zip, "empty", new byte[0]);
        });

        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
            JarDirectory directory = JarDirectory.of(file);

            assertThat(directory.read("a/stored.bin")).isEqualTo(noise);
            assertThat(directory.read("b/deflated.txt")).hasSize(50_000).containsOnly('x');
            assertThat(directory.read("empty")).isEmpty();
            assertThat(directory.read("absent")).isNull();
            assertThat(directory.contains("empty")).isTrue();
            assertThat(directory.contains("absent")).isFalse();
        }
    }

    @Test
    void readsAJarInsideTheJarWhereverItLies() throws IOException {
        byte[] inner = bytes(zip -> {
            for (int i = 0; i < 3_000; i++) {
                deflated(zip, "p/C" + i + ".class", ("content " + i).getBytes(StandardCharsets.UTF_8));
            }
        });
        Path jar = jar(zip -> {
            deflated(zip, "before", noise(5_000));
            stored(zip, "engine.jar", inner);
            deflated(zip, "after", noise(5_000));
        });

        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
            JarDirectory engine = JarDirectory.of(file).nested("engine.jar");

            assertThat(engine.read("p/C0.class"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("content 0");
            assertThat(engine.read("p/C2999.class"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("content 2999");
            assertThat(engine.read("before")).isNull();
        }
    }

    @Test
    void refusesAJarInsideThatIsMissingOrCompressed() throws IOException {
        Path jar = jar(zip -> deflated(zip, "engine.jar", noise(100)));

        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
            JarDirectory directory = JarDirectory.of(file);

            assertThatThrownBy(() -> directory.nested("engine.jar")).hasMessageContaining("damaged: no engine.jar");
            assertThatThrownBy(() -> directory.nested("other.jar")).hasMessageContaining("damaged: no other.jar");
        }
    }

    @Test
    void refusesAFileThatWasCutShort() throws IOException {
        Path jar = jar(zip -> deflated(zip, "a", noise(5_000)));
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, java.util.Arrays.copyOf(whole, whole.length - 30));

        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
            assertThatThrownBy(() -> JarDirectory.of(file)).hasMessageContaining("damaged: no end record");
        }
    }

    private interface Content {
        void write(ZipOutputStream zip) throws IOException;
    }

    private Path jar(Content content) throws IOException {
        return Files.write(folder.resolve("test.jar"), bytes(content));
    }

    private static byte[] bytes(Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            content.write(zip);
        }
        return out.toByteArray();
    }

    private static void deflated(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static void stored(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }
}
