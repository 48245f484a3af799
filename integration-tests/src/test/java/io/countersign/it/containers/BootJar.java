package io.countersign.it.containers;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Artifacts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Lays out an application as Spring Boot's plug-in does: Boot's loader unpacked, the application beside its libraries' jars. */
final class BootJar {

    private BootJar() {}

    /** Writes it. */
    static Path of(Application application, BootLoader loader, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            out.write(manifest(loader.mainClass()).getBytes(StandardCharsets.UTF_8));
            copy(Artifacts.withDependencies(List.of(loader.coordinates())).get(0), "", out);
            out.putNextEntry(new ZipEntry("BOOT-INF/classes/"));
            copy(Application.jar(), "BOOT-INF/classes/", out);
            out.putNextEntry(new ZipEntry("BOOT-INF/lib/"));
            for (Path library : application.libraries()) {
                store("BOOT-INF/lib/" + library.getFileName(), Files.readAllBytes(library), out);
            }
        }
        return jar;
    }

    private static String manifest(String mainClass) {
        return String.join(
                "\r\n",
                "Manifest-Version: 1.0",
                "Main-Class: " + mainClass,
                "Start-Class: io.countersign.application.ApplicationMain",
                "Spring-Boot-Classes: BOOT-INF/classes/",
                "Spring-Boot-Lib: BOOT-INF/lib/",
                "",
                "");
    }

    private static void copy(Path jar, String below, ZipOutputStream out) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : from.stream().toList()) {
                if (!entry.isDirectory() && !entry.getName().startsWith("META-INF/")) {
                    out.putNextEntry(new ZipEntry(below + entry.getName()));
                    out.write(from.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    /** Boot reads jars in the jar by offset, so they must not be compressed. */
    private static void store(String name, byte[] content, ZipOutputStream out) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(content);
    }
}
