package io.countersign.benchmarks.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the rules files of a run lie; ends with it. */
record RulesFolder(Path path) implements AutoCloseable {

    static RulesFolder create() throws IOException {
        return new RulesFolder(Files.createTempDirectory("countersign-throughput"));
    }

    Path write(Enum<?> rules, List<String> lines) throws IOException {
        return Files.write(path.resolve(rules.name() + ".properties"), lines);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(path);
    }
}
