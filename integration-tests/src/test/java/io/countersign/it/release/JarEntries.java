package io.countersign.it.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files in a jar in the order in which they lie there, one that is there twice being listed twice. */
record JarEntries(List<Entry> entries) {

    /** One file of a jar. */
    record Entry(String name, ByteBuffer content) {}

    static JarEntries of(Path jar) {
        try {
            return of(Files.readAllBytes(jar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JarEntries of(byte[] jar) {
        List<Entry> entries = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.add(new Entry(entry.getName(), ByteBuffer.wrap(zip.readAllBytes())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JarEntries(List.copyOf(entries));
    }

    List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    byte[] content(String name) {
        return entries.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the jar has no " + name))
                .content()
                .array();
    }

    /** A jar that lies in this one. */
    JarEntries nested(String name) {
        return of(content(name));
    }
}
