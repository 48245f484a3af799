package io.countersign.it.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** Does to a jar what vendors do who carry a library under package names of their own. */
final class MovedPackages extends Remapper {

    private final Map<String, String> packages;

    private MovedPackages(Map<String, String> packages) {
        super(net.bytebuddy.jar.asm.Opcodes.ASM9);
        this.packages = packages;
    }

    /** From root packages to what they become, with dots. */
    static MovedPackages of(Map<String, String> packages) {
        return new MovedPackages(packages);
    }

    /** A new jar whose classes call the moved ones. */
    Path in(Path jar) {
        try (ZipFile from = new ZipFile(jar.toFile())) {
            Path to = Files.createTempFile(Path.of("target"), "moved-", ".jar");
            try (OutputStream file = Files.newOutputStream(to);
                    ZipOutputStream out = new ZipOutputStream(file)) {
                for (ZipEntry entry : from.stream().toList()) {
                    byte[] content = from.getInputStream(entry).readAllBytes();
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(entry.getName().endsWith(".class") ? moved(content) : content);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String map(String internalName) {
        for (Map.Entry<String, String> move : packages.entrySet()) {
            String from = move.getKey().replace('.', '/') + '/';
            if (internalName.startsWith(from)) {
                return move.getValue().replace('.', '/') + '/' + internalName.substring(from.length());
            }
        }
        return internalName;
    }

    private byte[] moved(byte[] type) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(type).accept(new ClassRemapper(writer, this), 0);
        return writer.toByteArray();
    }
}
