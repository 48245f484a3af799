package io.countersign.it.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** A jar with other names for classes or methods, throughout its code. */
public final class RemappedJar {

    private static final String CLASS = ".class";

    private RemappedJar() {}

    /** Writes it into the build's folder. */
    public static Path of(Path jar, Remapper names) {
        try (ZipFile from = new ZipFile(jar.toFile())) {
            Path to = Files.createTempFile(Path.of("target"), "remapped-", "-" + jar.getFileName());
            try (OutputStream file = Files.newOutputStream(to);
                    ZipOutputStream out = new ZipOutputStream(file)) {
                for (ZipEntry entry : from.stream().toList()) {
                    copy(entry.getName(), from.getInputStream(entry).readAllBytes(), out, names);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(String name, byte[] content, ZipOutputStream out, Remapper names) throws IOException {
        if (!name.endsWith(CLASS) || name.endsWith("module-info.class")) {
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
            return;
        }
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(content).accept(new ClassRemapper(writer, names), 0);
        out.putNextEntry(new ZipEntry(names.map(name.substring(0, name.length() - CLASS.length())) + CLASS));
        out.write(writer.toByteArray());
    }
}
