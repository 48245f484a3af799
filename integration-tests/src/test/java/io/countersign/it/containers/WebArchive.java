package io.countersign.it.containers;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Artifacts;
import io.countersign.it.harness.MovedPackages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packs a web application that carries its client libraries. */
final class WebArchive {

    private static final String DESCRIPTOR = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="3.1" metadata-complete="true">
              <absolute-ordering/>
              <servlet>
                <servlet-name>send</servlet-name>
                <servlet-class>io.countersign.application.web.SendingServlet</servlet-class>
              </servlet>
              <servlet-mapping>
                <servlet-name>send</servlet-name>
                <url-pattern>/send</url-pattern>
              </servlet-mapping>
            </web-app>
            """;

    private WebArchive() {}

    /** For containers up to Jakarta EE 8. */
    static Path javax(Path war, String... coordinates) throws IOException {
        return write(war, Application.jar(), coordinates);
    }

    /** For containers from Jakarta EE 9 on. */
    static Path jakarta(Path war, String... coordinates) throws IOException {
        return write(war, jakartaApplications(), coordinates);
    }

    /** The code of all applications, as a compiler would make it for Jakarta EE. */
    static Path jakartaApplications() {
        return MovedPackages.of(Map.of("javax.servlet", "jakarta.servlet")).in(Application.jar());
    }

    private static Path write(Path war, Path application, String... coordinates) throws IOException {
        List<Path> jars = new ArrayList<>(List.of(application));
        jars.addAll(Artifacts.withDependencies(List.of(coordinates)));
        try (OutputStream file = Files.newOutputStream(war);
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.putNextEntry(new ZipEntry("WEB-INF/web.xml"));
            out.write(DESCRIPTOR.getBytes(StandardCharsets.UTF_8));
            for (Path jar : jars) {
                out.putNextEntry(new ZipEntry("WEB-INF/lib/" + jar.getFileName()));
                out.write(Files.readAllBytes(jar));
            }
        }
        return war;
    }
}
