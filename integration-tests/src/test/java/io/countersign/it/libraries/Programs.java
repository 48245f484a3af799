package io.countersign.it.libraries;

import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The sources below {@code src/test/programs}: one small program for each way to use a library. Each is compiled against the
 * versions that it is run with, as its author would have done; so one source serves all versions that share an interface.
 */
final class Programs {

    private static final Path SOURCES = Path.of("src", "test", "programs");
    private static final Path TARGET = Path.of("target", "programs");
    private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

    private Programs() {}

    /** An application whose client is one of these programs, to be set up further. */
    static AppUnderTest.Setup with(Application library, Jdk jdk) {
        List<Path> jars = new ArrayList<>(List.of(compiled(library)));
        jars.addAll(library.libraries());
        return AppUnderTest.with(library, jdk).libraries(jars);
    }

    private static Path compiled(Application library) {
        return COMPILED.computeIfAbsent(library.name(), name -> compile(library));
    }

    private static Path compile(Application library) {
        Path classes = TARGET.resolve(library.name().replaceAll("[^A-Za-z0-9.]+", "-"));
        String program = library.client().substring(0, library.client().indexOf('#'));
        Path source = SOURCES.resolve("io/countersign/application/" + program.replace('.', '/') + ".java");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, Locale.ROOT, java.nio.charset.StandardCharsets.UTF_8)) {
            Files.createDirectories(classes);
            boolean good = compiler.getTask(
                            said, files, null, options(library, classes), null, files.getJavaFileObjects(source))
                    .call();
            if (!good) {
                throw new IllegalStateException(library.name() + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }

    private static List<String> options(Application library, Path classes) {
        String classPath = Stream.concat(
                        Stream.of(System.getProperty(
                                "countersign.applications.jar", "../applications/target/applications.jar")),
                        library.libraries().stream().map(Path::toString))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                "--release",
                Integer.toString(library.oldestJava()),
                "-proc:none",
                "-nowarn",
                "-implicit:class",
                "-sourcepath",
                SOURCES.toString(),
                "-d",
                classes.toString(),
                "-cp",
                classPath);
    }
}
