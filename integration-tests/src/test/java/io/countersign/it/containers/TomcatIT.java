package io.countersign.it.containers;

import io.countersign.it.containers.Tomcat.Remains;
import io.countersign.it.containers.Tomcat.Version;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Jdk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Web applications with client libraries of their own: each is authorized, and goes away when it is undeployed. */
final class TomcatIT {

    private static final String OKHTTP = "okhttp.OkHttpLibrary#blocking";
    private static final List<String> CLIENTS = List.of(
            OKHTTP,
            "apache5.ClassicClient#standard",
            "apache4.BlockingClient#built",
            "urlconnection.UrlConnection#buffered");
    private static final String[] LIBRARIES = {
        "com.squareup.okhttp3:okhttp:3.14.9",
        "org.apache.httpcomponents.client5:httpclient5:5.6.4",
        "org.apache.httpcomponents:httpclient:4.5.14",
    };
    private static final int REDEPLOYMENTS = 50;
    private static final int WARM = 10;
    private static final int PLANTED = 2;

    @RegisterExtension
    private final ResultsOfContainers results = new ResultsOfContainers();

    @TempDir
    private Path folder;

    static Stream<Arguments> tomcats() {
        return Matrix.of(Version.all(), Arguments::of, Version::javas);
    }

    /** Where threads that libraries leave can still be stopped. */
    static Stream<Arguments> tomcatsUntilJava17() {
        return tomcats().filter(arguments -> ((Jdk) arguments.get()[1]).feature() <= 17);
    }

    @ParameterizedTest
    @MethodSource("tomcats")
    void twoApplicationsWithTwoVersionsOfOneLibraryAreAuthorized(Version version, Jdk jdk) throws IOException {
        results.in("Tomcat " + version + ", wars with OkHttp 3.14 and 5", jdk);
        try (Scene scene = new Scene();
                Tomcat tomcat = Tomcat.start(version, jdk, folder, scene.writeRules(folder))) {
            tomcat.deploy("/old", version.war(folder.resolve("old.war"), "com.squareup.okhttp3:okhttp:3.14.9"));
            tomcat.deploy("/new", version.war(folder.resolve("new.war"), "com.squareup.okhttp3:okhttp-jvm:5.5.1"));
            scene.assertAuthorizes(tomcat.application("/old", OKHTTP)::send);
            scene.assertAuthorizes(tomcat.application("/new", OKHTTP)::send);
            scene.assertLogIns(1);
            assertThat(tomcat.saidByAgent())
                    .satisfiesExactlyInAnyOrder(
                            line -> assertThat(line).contains("is on"),
                            line -> assertThat(line).contains("OkHttp 3.14.9 is woven"),
                            line -> assertThat(line).contains("OkHttp 5.5.1 is woven"),
                            line -> assertThat(line).contains("HttpURLConnection")); // of the log-in
        }
    }

    @ParameterizedTest
    @MethodSource("tomcatsUntilJava17")
    void anApplicationThatIsRedeployedLeavesNothingBehind(Version version, Jdk jdk) throws IOException {
        results.in("Tomcat " + version + ", 50 redeployments with OkHttp, Apache 4 and 5, HttpURLConnection", jdk);
        try (Scene scene = new Scene();
                Tomcat tomcat = Tomcat.start(version, jdk, folder, scene.writeRules(folder))) {
            Path war = version.war(folder.resolve("application.war"), LIBRARIES);
            redeploy(WARM, tomcat, war, scene, DeployedApplication::send);
            Remains early = tomcat.remains();
            redeploy(REDEPLOYMENTS - WARM, tomcat, war, scene, DeployedApplication::send);
            Remains late = tomcat.remains();
            assertThat(late.loaders()).isLessThanOrEqualTo(1);
            assertThat(late.foundByTomcat()).isLessThanOrEqualTo(1);
            // One deployment alone takes some megabytes.
            assertThat(late.metaspace() - early.metaspace()).isLessThan(3000);
            redeploy(PLANTED, tomcat, war, scene, DeployedApplication::sendAndLeak);
            assertThat(tomcat.remains().loaders()).as("a planted leak is seen").isGreaterThanOrEqualTo(PLANTED);
        }
    }

    private static void redeploy(int times, Tomcat tomcat, Path war, Scene scene, Sending sending) {
        for (int i = 0; i < times; i++) {
            tomcat.deploy("/app", war);
            for (String client : CLIENTS) {
                DeployedApplication application = tomcat.application("/app", client);
                assertThat(sending.send(application, "POST", scene.signed().at("/echo"), Scene.BODY)
                                .status())
                        .isEqualTo("200");
            }
            tomcat.undeploy("/app");
        }
    }

    /** How an application is asked to send. */
    private interface Sending {
        Outcome send(DeployedApplication application, String method, URI uri, byte[] body);
    }
}
