package io.countersign.it.containers;

import io.countersign.it.harness.Application;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** An application and its libraries as one OSGi bundle, jars in a jar. */
final class Bundle {

    private Bundle() {}

    /** Writes it. */
    static Path of(Application application, Path jar) throws IOException {
        List<Path> parts = new ArrayList<>(List.of(Application.jar()));
        parts.addAll(application.libraries());
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "io.countersign.application");
        main.putValue("Bundle-Version", "1.0.0");
        main.putValue(
                "Bundle-ClassPath",
                String.join(",", parts.stream().map(Bundle::name).toList()));
        main.putValue(
                "Import-Package",
                "javax.net,javax.net.ssl,javax.security.auth.x500,javax.naming,"
                        + "javax.naming.directory,javax.naming.ldap,javax.security.auth,org.ietf.jgss");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Path part : parts) {
                out.putNextEntry(new ZipEntry(name(part)));
                out.write(Files.readAllBytes(part));
            }
        }
        return jar;
    }

    private static String name(Path part) {
        return part.getFileName().toString();
    }
}
