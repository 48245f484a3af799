package io.countersign.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A client library in one version.
 *
 * @param name for logs
 * @param client what the application calls it
 * @param libraries the folder with its jars; empty for what the JDK has
 */
public record Application(String name, String client, String libraries) {

    /** A client that the JDK brings. */
    public static Application ofJdk(String client) {
        return new Application(client, client, "");
    }

    /** A client from jars. */
    public static Application of(String client, String libraries) {
        return new Application(libraries, client, libraries);
    }

    String classPath() {
        Path clients = Path.of(System.getProperty("countersign.clients", "target/clients"));
        return Stream.concat(
                        jars(clients.resolve("")),
                        libraries.isEmpty() ? Stream.empty() : jars(clients.resolve(libraries)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString).filter(name -> name.endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("run the module's package phase first", e);
        }
    }
}
