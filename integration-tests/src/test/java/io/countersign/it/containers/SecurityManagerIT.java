package io.countersign.it.containers;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AgentJar;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Applications that may do little but send, with an agent that may do all: each keeps what it has. */
final class SecurityManagerIT {

    /** What each of the clients needs by itself to send to this machine. */
    private static final String APPLICATION_MAY = """
            permission java.net.SocketPermission "127.0.0.1:%1$d", "connect,resolve";
            permission java.net.SocketPermission "127.0.0.1:%2$d", "connect,resolve";
            permission java.net.SocketPermission "127.0.0.1:%3$d", "connect,resolve";
            permission java.net.SocketPermission "localhost:0", "listen,resolve";
            permission java.net.URLPermission "http://127.0.0.1:%1$d/-", "*:*";
            permission java.net.URLPermission "http://127.0.0.1:%2$d/-", "*:*";
            permission java.net.URLPermission "http://127.0.0.1:%3$d/-", "*:*";
            permission java.net.NetPermission "getProxySelector";
            permission java.util.PropertyPermission "*", "read";
            permission java.lang.RuntimePermission "exitVM.0";
            permission java.lang.RuntimePermission "accessDeclaredMembers";
            """;

    /** What the policy of Java 8 grants its own cryptography, and the option's second equals sign leaves out. */
    private static final String EXTENSIONS =
            "grant codeBase \"file:${{java.ext.dirs}}/*\" { permission java.security.AllPermission; };\n";

    private static final List<Application> CLIENTS = List.of(
            Applications.URL_CONNECTION,
            Applications.JDK_BLOCKING,
            Applications.OKHTTP_4,
            Applications.APACHE_5,
            Applications.APACHE_4,
            Applications.COMMONS_3);

    @RegisterExtension
    private final ResultsOfContainers results = new ResultsOfContainers();

    @TempDir
    private Path folder;

    static Stream<Arguments> clients() {
        List<Application> chosen = Matrix.isWhole() ? CLIENTS : CLIENTS.subList(0, 2);
        return chosen.stream()
                .flatMap(client -> Matrix.on(8, 11, 17)
                        .filter(jdk -> jdk.feature() >= client.oldestJava())
                        // This version sets options of sockets for which older lines want rights of their own.
                        .filter(jdk -> !client.equals(Applications.APACHE_5) || jdk.feature() > 11)
                        .map(jdk -> Arguments.of(client, jdk)));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void whoMayDoLittleIsAuthorized(Application client, Jdk jdk) throws IOException {
        results.in("SecurityManager, " + client, jdk);
        try (Scene scene = new Scene();
                AppUnderTest app = start(client, jdk, scene)) {
            scene.assertAuthorizes(app::send);
            scene.assertLogIns(1);
            assertThat(app.endAndGetErrors()).noneMatch(line -> line.startsWith("Countersign"));
        }
    }

    /** While the agent reads a body to sign it, code of the application runs below code of the agent. */
    @ParameterizedTest
    @MethodSource("clients")
    void codeThatWritesABodyMayDoNoMoreThanBefore(Application client, Jdk jdk) throws IOException {
        results.in("SecurityManager, " + client, jdk);
        try (Scene scene = new Scene();
                ApiServer forbidden = ApiServer.requiring(Requirement.none());
                AppUnderTest app = start(client, jdk, scene)) {
            byte[] elsewhere = AppUnderTest.bytes(forbidden.at("/echo").toString());
            app.send("POST", scene.signed().at("/echo"), "nesting:", elsewhere);
            assertThat(forbidden.received()).isEmpty();
            byte[] here = AppUnderTest.bytes(scene.signed().at("/echo").toString());
            app.send("POST", scene.signed().at("/echo"), "nesting:", here);
            assertThat(scene.signed().received()).hasSizeGreaterThanOrEqualTo(1);
        }
    }

    private AppUnderTest start(Application client, Jdk jdk, Scene scene) throws IOException {
        return AppUnderTest.with(client, jdk)
                .agent(scene.writeRules(folder))
                .option("-Djava.security.manager")
                .option("-Djava.security.policy==" + policy(jdk, scene))
                .start();
    }

    private Path policy(Jdk jdk, Scene scene) throws IOException {
        return Files.writeString(
                folder.resolve("application.policy"),
                (jdk.feature() == 8 ? EXTENSIONS : "") + "grant codeBase \""
                        + AgentJar.path().toUri() + "\" { permission java.security.AllPermission; };\n" + "grant {\n"
                        + scene.withPorts(APPLICATION_MAY) + "};\n");
    }
}
