package io.countersign.it.containers;

import io.countersign.it.harness.ForkedJvm;
import io.countersign.it.harness.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Servers as they are downloaded, started by their own scripts with the agent in their own settings. */
final class DistributionsIT {

    private static final String[] LIBRARIES = {"com.squareup.okhttp3:okhttp:4.12.0"};

    @RegisterExtension
    private final ResultsOfContainers results = new ResultsOfContainers();

    @TempDir
    private Path folder;

    /** By default the smallest. */
    static Stream<Arguments> servers() {
        List<Distribution> chosen =
                Matrix.isWhole() ? Distribution.all() : Distribution.all().subList(0, 1);
        return chosen.stream()
                .flatMap(server ->
                        Matrix.on(server.javas().toArray(Integer[]::new)).map(jdk -> Arguments.of(server, jdk)));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aWarIsAuthorizedAndTheServerDoesNotComplain(Distribution server, Jdk jdk) throws IOException {
        results.in(server.toString(), jdk);
        try (Scene scene = new Scene()) {
            Path rules = scene.writeRules(folder);
            List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" 2>&1", "sh"));
            command.addAll(server.install(folder, jdk, rules, LIBRARIES));
            ForkedJvm jvm = ForkedJvm.start(
                    server + " on " + jdk,
                    command,
                    Map.of("JAVA_HOME", jdk.home().toString(), "PATH", "/usr/bin:/bin"));
            try {
                List<String> said = new ArrayList<>();
                int port = port(server, jvm, said);
                for (String client : List.of("okhttp.OkHttpLibrary#blocking", "urlconnection.UrlConnection#buffered")) {
                    scene.assertAuthorizes(
                            DeployedApplication.at(port, "/app", client).waiting()::send);
                }
                scene.assertLogIns(1);
                said.addAll(jvm.unread());
                assertThat(said)
                        .anyMatch(line -> line.contains("Countersign: version"))
                        .noneMatch(line -> line.contains("Countersign: error") || line.contains("Countersign: warning"))
                        .noneMatch(DistributionsIT::isComplaint);
            } finally {
                // WildFly's script runs Java beside itself.
                ProcessHandle.of(jvm.pid())
                        .ifPresent(script -> script.descendants().forEach(ProcessHandle::destroyForcibly));
                jvm.close();
            }
        }
    }

    /** WildFly logs as an error whatever is printed to standard error, as our lines are. */
    private static boolean isComplaint(String line) {
        return line.matches(".*(ERROR|SEVERE|Logmanager|LogManager was not).*") && !line.contains("Countersign: ");
    }

    private static int port(Distribution server, ForkedJvm jvm, List<String> said) {
        while (true) {
            String line = jvm.nextLine();
            said.add(line);
            Matcher port = server.port().matcher(line);
            if (port.find()) {
                return Integer.parseInt(port.group(1));
            }
        }
    }
}
