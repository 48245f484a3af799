package io.countersign.it.containers;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The applications as a module of their own, which requires one client. */
final class ApplicationModule {

    /** A jar without classes, with the module's name of the one that has them. */
    private static final String EMPTY_OKIO = "okio-3";

    private final String modulePath;

    private ApplicationModule(String modulePath) {
        this.modulePath = modulePath;
    }

    /** Compiles a declaration and puts it beside the classes that go with the client. */
    static ApplicationModule requiring(String module, Application application, Path folder) throws IOException {
        List<Path> libraries = application.libraries().stream()
                .filter(library -> !library.getFileName().toString().startsWith(EMPTY_OKIO))
                .toList();
        Path classes = unpacked(Application.jar(), folder.resolve("module"), room(application));
        Path declaration = Files.writeString(
                folder.resolve("module-info.java"), "module io.countersign.application { requires " + module + "; }\n");
        run(
                "javac",
                "--release",
                "11",
                "--module-path",
                path(libraries),
                "-d",
                classes.toString(),
                "--patch-module",
                "io.countersign.application=" + classes,
                declaration.toString());
        List<Path> all = new ArrayList<>(List.of(classes));
        all.addAll(libraries);
        return new ApplicationModule(path(all));
    }

    /** A Java of these modules only. */
    static Path image(Jdk jdk, Path image, String... modules) throws IOException {
        Process jlink = new ProcessBuilder(
                        jdk.home().resolve("bin/jlink").toString(),
                        "--add-modules",
                        String.join(",", modules),
                        "--output",
                        image.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream words = jlink.getInputStream()) {
            String said = new String(words.readAllBytes(), StandardCharsets.UTF_8);
            if (jlink.waitFor() != 0) {
                throw new IllegalStateException("jlink: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return image;
    }

    /** What launches it, as arguments of {@code java}. */
    String[] launch(String... options) {
        return Stream.of(
                        Stream.of(options),
                        Stream.of("--module-path", modulePath, "--module"),
                        Stream.of("io.countersign.application/io.countersign.application.ApplicationMain"))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    /** The package of the application, as a folder; others would need libraries that are not required. */
    private static String room(Application application) {
        return application.client().replaceAll("\\..*", "");
    }

    private static Path unpacked(Path jar, Path folder, String room) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : from.stream().toList()) {
                if (entry.getName().matches("io/countersign/application/(" + room + "/)?[^/]+\\.class")) {
                    Path file = folder.resolve(entry.getName());
                    Files.createDirectories(file.getParent());
                    Files.copy(from.getInputStream(entry), file);
                }
            }
        }
        return folder;
    }

    private static void run(String tool, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        if (ToolProvider.findFirst(tool).orElseThrow().run(out, out, arguments) != 0) {
            throw new IllegalStateException(tool + ": " + said);
        }
    }

    private static String path(List<Path> parts) {
        return parts.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
