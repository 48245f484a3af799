package io.countersign.it.harness;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An application that nobody can change, with one client library in one version.
 *
 * @param name for reports and logs
 * @param client the factory of its client, {@code package.Class#method} below {@code io.countersign.application}
 * @param coordinates the Maven artifacts of the library; none for what the JDK has
 * @param oldestJava the oldest Java that has the library or can load it
 * @param limits what the agent cannot do with it
 * @param moved where the library is a vendor's copy, what its packages are called there
 */
public record Application(
        String name,
        String client,
        List<String> coordinates,
        int oldestJava,
        Set<Limit> limits,
        Map<String, String> moved) {

    private static final int JAVA_8 = 8;

    /** With a library from Maven Central, or with none. */
    public static Application of(String name, String client, String... coordinates) {
        return new Application(name, client, List.of(coordinates), JAVA_8, Set.of(), Map.of());
    }

    /** The same, which needs a newer Java. */
    public Application since(int java) {
        return new Application(name, client, coordinates, java, limits, moved);
    }

    /** The same, with which the agent cannot do everything. */
    public Application limited(Limit... cannot) {
        return new Application(name, client, coordinates, oldestJava, Set.of(cannot), moved);
    }

    /** The same, written for a vendor's copy of the library. */
    public Application moved(Map<String, String> packages) {
        return new Application(name, client, coordinates, oldestJava, limits, packages);
    }

    /** Whether the agent cannot do that with it. */
    public boolean has(Limit limit) {
        return limits.contains(limit);
    }

    /** The jars of its library and of all that this needs. */
    public List<Path> libraries() {
        return Artifacts.withDependencies(coordinates);
    }

    /** Its own code, then these jars. */
    String classPath(List<Path> libraries) {
        Path own = moved.isEmpty() ? jar() : MovedPackages.of(moved).in(jar());
        return Stream.concat(Stream.of(own), libraries.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What holds the code of all applications. */
    public static Path jar() {
        Path jar =
                Path.of(System.getProperty("countersign.applications.jar", "../applications/target/applications.jar"));
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(
                    "There are no applications at " + jar + ": build the module applications first.");
        }
        return jar;
    }

    @Override
    public String toString() {
        return name;
    }
}
