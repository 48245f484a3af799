package io.countersign.it.containers;

import io.countersign.it.harness.AgentJar;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Artifacts;
import io.countersign.it.harness.ForkedJvm;
import io.countersign.it.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An embedded Tomcat in a JVM of its own. */
final class Tomcat implements AutoCloseable {

    private final ForkedJvm jvm;
    private final int port;

    private Tomcat(ForkedJvm jvm) {
        this.jvm = jvm;
        this.port = Integer.parseInt(jvm.nextLine().substring("READY\t".length()));
    }

    /**
     * A version of Tomcat and the Java versions to run it on.
     *
     * @param jakarta whether its servlets are those of Jakarta EE 9 and later
     */
    record Version(String number, boolean jakarta, List<Integer> javas) {

        static List<Version> all() {
            return List.of(
                    new Version("8.5.100", false, List.of(8, 11)),
                    new Version("9.0.98", false, List.of(8, 17, 21)),
                    new Version("10.1.34", true, List.of(11, 17, 21)),
                    new Version("11.0.2", true, List.of(17, 21, 25, 26)));
        }

        Path war(Path file, String... coordinates) throws IOException {
            return jakarta ? WebArchive.jakarta(file, coordinates) : WebArchive.javax(file, coordinates);
        }

        @Override
        public String toString() {
            return number;
        }
    }

    /** What is left of undeployed applications: class loaders, those that Tomcat finds itself, and kilobytes of metaspace. */
    record Remains(int loaders, int foundByTomcat, long metaspace) {}

    /** Starts one with the agent. */
    static Tomcat start(Version version, Jdk jdk, Path folder, Path rules) {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString(), "-XX:TieredStopAtLevel=1"));
        if (jdk.feature() > 8) {
            // As Tomcat's catalina.sh does, for what it clears after an application.
            for (String name : List.of("java.lang", "java.io", "java.util", "java.util.concurrent")) {
                command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
            }
            command.add("--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-javaagent:" + AgentJar.path() + "=" + rules,
                "-Dtomcat.util.scan.StandardJarScanFilter.jarsToSkip=*",
                "-cp",
                classPath(version),
                "io.countersign.application.web.TomcatMain",
                folder.resolve("tomcat").toString()));
        return new Tomcat(ForkedJvm.start("Tomcat " + version + " on " + jdk, command, Map.of()));
    }

    private static String classPath(Version version) {
        return Stream.concat(
                        Stream.of(version.jakarta() ? WebArchive.jakartaApplications() : Application.jar()),
                        Artifacts.withDependencies(
                                List.of("org.apache.tomcat.embed:tomcat-embed-core:" + version.number()))
                                .stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Puts a war under a path. */
    void deploy(String path, Path war) {
        expect("STARTED", "DEPLOY\t" + path + "\t" + war);
    }

    /** Takes it away. */
    void undeploy(String path) {
        expect("DESTROYED", "UNDEPLOY\t" + path);
    }

    private void expect(String state, String order) {
        String answer = jvm.ask(order);
        if (!answer.equals(state)) {
            throw new IllegalStateException(order + " ends in " + answer + ": " + jvm.errors());
        }
    }

    /** Collects what nobody holds, and counts the rest. */
    Remains remains() {
        String[] fields = jvm.ask("REMAINING").split("\t", -1);
        return new Remains(Integer.parseInt(fields[0]), Integer.parseInt(fields[1]), Long.parseLong(fields[2]));
    }

    /** What is deployed under a path, sending through a client. */
    DeployedApplication application(String path, String client) {
        return DeployedApplication.at(port, path, client);
    }

    /** What the agent has said so far. */
    List<String> saidByAgent() {
        return Stream.concat(jvm.goodNews().stream(), jvm.errors().stream())
                .filter(line -> line.startsWith("Countersign"))
                .toList();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
