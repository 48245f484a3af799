package io.countersign.it.containers;

import io.countersign.it.harness.AgentJar;
import io.countersign.it.harness.Artifacts;
import io.countersign.it.harness.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A server as it is downloaded, with the agent put where its operator would put it.
 *
 * @param words for reports
 * @param coordinates of its zip
 * @param jakarta whether its servlets are those of Jakarta EE 9 and later
 * @param port in the line that says that it listens
 * @param javas the Java versions to run it on
 */
record Distribution(String words, String coordinates, boolean jakarta, Pattern port, List<Integer> javas) {

    private static final String JETTY = "org.eclipse.jetty:jetty-home:zip:";
    private static final Pattern JETTY_LISTENS = Pattern.compile("\\{0\\.0\\.0\\.0:(\\d+)}");

    private static final String TOMCAT = "org.apache.tomcat:tomcat:zip:";
    private static final Pattern TOMCAT_LISTENS = Pattern.compile("http-nio-auto-1-(\\d+)");

    private static final String WILDFLY = "org.wildfly:wildfly-dist:zip:";
    private static final Pattern WILDFLY_LISTENS =
            Pattern.compile("Undertow HTTP listener default listening on 127.0.0.1:(\\d+)");
    private static final String WILDFLY_PORTS =
            "-Djboss.http.port=0 -Djboss.https.port=0 -Djboss.management.http.port=0 -Djboss.management.https.port=0";

    /** The smallest first. */
    static List<Distribution> all() {
        return List.of(
                jetty("Jetty 12.0.16 (EE 10)", "12.0.16", true, 17, 25),
                jetty("Jetty 9.4.57", "9.4.57.v20241219", false, 8, 17),
                tomcat("Tomcat 9.0.98", "9.0.98", false, 8, 17),
                tomcat("Tomcat 11.0.2", "11.0.2", true, 17, 25),
                wildFly("WildFly 26.1.3", "26.1.3.Final", false, 8, 11, 17),
                wildFly("WildFly 38.0.0", "38.0.0.Final", true, 17, 21));
    }

    private static Distribution jetty(String name, String version, boolean jakarta, Integer... javas) {
        return new Distribution(name + ", as downloaded", JETTY + version, jakarta, JETTY_LISTENS, List.of(javas));
    }

    private static Distribution tomcat(String name, String version, boolean jakarta, Integer... javas) {
        return new Distribution(
                name + ", as downloaded, setenv.sh", TOMCAT + version, jakarta, TOMCAT_LISTENS, List.of(javas));
    }

    private static Distribution wildFly(String name, String version, boolean jakarta, Integer... javas) {
        return new Distribution(
                name + ", as downloaded, standalone.conf", WILDFLY + version, jakarta, WILDFLY_LISTENS, List.of(javas));
    }

    /** Puts the server, a war and the agent into a folder, and gives the command that runs it. */
    List<String> install(Path folder, Jdk jdk, Path rules, String... libraries) throws IOException {
        Path home = unpacked(Artifacts.alone(coordinates), folder);
        String agent = "-javaagent:" + AgentJar.path() + "=" + rules;
        if (coordinates.startsWith(JETTY)) {
            Path base = Files.createDirectories(folder.resolve("base"));
            war(base.resolve("webapps"), libraries);
            return List.of(
                    jdk.java().toString(),
                    agent,
                    "-jar",
                    home.resolve("start.jar").toString(),
                    "jetty.base=" + base,
                    "--module=http," + (jakarta ? "ee10-deploy" : "deploy"),
                    "jetty.http.port=0");
        }
        if (coordinates.startsWith(TOMCAT)) {
            war(home.resolve("webapps"), libraries);
            Files.writeString(home.resolve("bin/setenv.sh"), "CATALINA_OPTS=\"$CATALINA_OPTS " + agent + "\"\n");
            Path server = home.resolve("conf/server.xml");
            Files.writeString(
                    server,
                    Files.readString(server)
                            .replace("port=\"8005\"", "port=\"-1\"")
                            .replace("port=\"8080\"", "port=\"0\""));
            return List.of("/bin/sh", home.resolve("bin/catalina.sh").toString(), "run");
        }
        war(home.resolve("standalone/deployments"), libraries);
        Files.writeString(
                home.resolve("bin/standalone.conf"),
                "JAVA_OPTS=\"$JAVA_OPTS " + agent + "\"\n",
                StandardOpenOption.APPEND);
        return List.of(("/bin/sh " + home.resolve("bin/standalone.sh") + " " + WILDFLY_PORTS).split(" ", -1));
    }

    private void war(Path deployments, String... libraries) throws IOException {
        Path war = Files.createDirectories(deployments).resolve("app.war");
        if (jakarta) {
            WebArchive.jakarta(war, libraries);
        } else {
            WebArchive.javax(war, libraries);
        }
    }

    /** The one folder in the zip. */
    private static Path unpacked(Path zip, Path folder) throws IOException {
        String root = "";
        try (ZipFile from = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : from.stream().toList()) {
                root = entry.getName().substring(0, entry.getName().indexOf('/'));
                Path file = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(from.getInputStream(entry), file);
                }
            }
        }
        return folder.resolve(root);
    }

    @Override
    public String toString() {
        return words;
    }
}
