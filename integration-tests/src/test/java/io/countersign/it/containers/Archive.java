package io.countersign.it.containers;

import io.countersign.it.harness.Jdk;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A way in which the JVM keeps classes for later runs.
 *
 * @param words for reports
 * @param written the option that has it written
 * @param read the option that has it used
 * @param javas the Java versions to run it on
 */
record Archive(String words, String written, String read, List<Integer> javas) {

    /** Class data sharing, written when the JVM ends; Java 13 and later. */
    static final Archive SHARED = new Archive(
            "class data archive", "-XX:ArchiveClassesAtExit=%s", "-XX:SharedArchiveFile=%s", List.of(17, 21, 25, 26));

    /** The AOT cache of Java 25 and later, written when the JVM ends. */
    static final Archive AOT = new Archive("AOT cache", "-XX:AOTCacheOutput=%s", "-XX:AOTCache=%s", List.of(25, 26));

    Stream<Jdk> jdks() {
        return Matrix.on(javas.toArray(Integer[]::new));
    }

    String making(Path file) {
        return written.formatted(file);
    }

    String using(Path file) {
        return read.formatted(file);
    }

    @Override
    public String toString() {
        return words;
    }
}
