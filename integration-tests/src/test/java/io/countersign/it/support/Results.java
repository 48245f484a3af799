package io.countersign.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Files of results, one line each, that the tests of a build append to. */
public final class Results {

    private static final Path FOLDER = Path.of(System.getProperty("countersign.results", "target/results"));

    private final Path file;

    private Results(Path file) {
        this.file = file;
    }

    /** What the contract found. */
    public static Results ofContract() {
        return new Results(FOLDER.resolve("contract.tsv"));
    }

    /** What the sweep through all released versions found. */
    public static Results ofSweep() {
        return new Results(FOLDER.resolve("sweep.tsv"));
    }

    /** What libraries that stand on the clients found. */
    public static Results ofLibraries() {
        return new Results(FOLDER.resolve("libraries.tsv"));
    }

    /** What the clients found in a JVM with another agent. */
    public static Results ofAgents() {
        return new Results(FOLDER.resolve("agents.tsv"));
    }

    /** What was found in containers and under settings of the JVM. */
    public static Results ofContainers() {
        return new Results(FOLDER.resolve("containers.tsv"));
    }

    /** Adds a line. */
    public void add(Result result) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(file, result.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All lines; none if nothing ran. */
    List<Result> all() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Result::parse).toList()
                : List.of();
    }
}
