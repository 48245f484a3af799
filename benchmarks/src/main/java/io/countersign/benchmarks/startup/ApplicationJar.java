package io.countersign.benchmarks.startup;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Small jars out of our own classes: what a forked JVM runs shall hold nothing else. */
final class ApplicationJar {

    private ApplicationJar() {}

    static void write(Path file, Class<?>... classes) throws IOException {
        write(file, new Attributes(), classes);
    }

    static void writeAgent(Path file, Class<?> agent) throws IOException {
        Attributes premain = new Attributes();
        premain.putValue("Premain-Class", agent.getName());
        write(file, premain, agent);
    }

    private static void write(Path file, Attributes attributes, Class<?>... classes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putAll(attributes);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                jar.write(bytes(name));
            }
        }
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ApplicationJar.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name);
            }
            return in.readAllBytes();
        }
    }
}
