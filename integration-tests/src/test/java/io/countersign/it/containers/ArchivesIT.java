package io.countersign.it.containers;

import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.ForkedJvm;
import io.countersign.it.harness.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Classes that the JVM takes from an archive of an earlier run, with the agent in the later run, in the earlier or in both. */
final class ArchivesIT {

    private static final List<String> AS_WITH_AGENT = List.of("--add-modules", "java.instrument");

    /** Java 25 says between the application's lines that classes which an agent changed are left out. */
    private static final String QUIET = "-Xlog:disable";

    @RegisterExtension
    private final ResultsOfContainers results = new ResultsOfContainers();

    @TempDir
    private Path folder;

    static Stream<Arguments> archives() {
        return clients(Stream.of(Archive.SHARED, Archive.AOT));
    }

    static Stream<Arguments> caches() {
        return clients(Stream.of(Archive.AOT));
    }

    static Stream<Jdk> jdksWithSharing() {
        return Archive.SHARED.jdks();
    }

    private static Stream<Arguments> clients(Stream<Archive> archives) {
        List<Application> clients = Matrix.isWhole()
                ? List.of(Applications.URL_CONNECTION, Applications.JDK_BLOCKING, Applications.OKHTTP_4)
                : List.of(Applications.URL_CONNECTION);
        return archives.flatMap(archive ->
                archive.jdks().flatMap(jdk -> clients.stream().map(client -> Arguments.of(archive, jdk, client))));
    }

    @EnabledIfSystemProperty(named = "countersign.matrix", matches = "all")
    @ParameterizedTest
    @MethodSource("archives")
    void ofARunWithoutTheAgentIsUsedOrRefused(Archive archive, Jdk jdk, Application client) throws IOException {
        results.in(archive + " of a run without the agent, " + client, jdk);
        make(archive, jdk, client, List.of());
        isAuthorized(archive, jdk, client);
    }

    /** Then the JVM takes the cache, and the client's classes are there before the agent is. */
    @ParameterizedTest
    @MethodSource("caches")
    void ofARunWithoutTheAgentAndWithItsModuleIsUsed(Archive archive, Jdk jdk, Application client) throws IOException {
        results.in(archive + " of a run without the agent, with --add-modules java.instrument, " + client, jdk);
        make(archive, jdk, client, AS_WITH_AGENT);
        isAuthorized(archive, jdk, client, "-XX:AOTMode=on");
    }

    @EnabledIfSystemProperty(named = "countersign.matrix", matches = "all")
    @ParameterizedTest
    @MethodSource("caches")
    void ofARunWithTheAgentIsUsedWithIt(Archive archive, Jdk jdk, Application client) throws IOException {
        results.in(archive + " of a run with the agent, " + client, jdk);
        try (Scene scene = new Scene()) {
            make(
                    archive,
                    jdk,
                    client,
                    List.of(AppUnderTest.agentOption(scene.writeRules(folder).toString()), QUIET));
        }
        isAuthorized(archive, jdk, client, "-XX:AOTMode=on");
    }

    /** As it does whatever the agent is. */
    @ParameterizedTest
    @MethodSource("jdksWithSharing")
    void theJvmRefusesToShareClassesOfARunWithAnAgent(Jdk jdk) throws IOException {
        results.in("class data archive of a run with the agent", jdk);
        results.limit("the JVM does not start and says that no agent is allowed while it makes one");
        try (Scene scene = new Scene();
                ForkedJvm jvm = AppUnderTest.with(Applications.URL_CONNECTION, jdk)
                        .archive(Archive.SHARED.making(folder.resolve("archive")))
                        .agent(scene.writeRules(folder))
                        .fork()) {
            assertThat(jvm.end()).isEqualTo(1);
            assertThat(jvm.unread()).anyMatch(line -> line.contains("Error occurred during CDS dumping"));
            assertThat(jvm.everything()).noneMatch(line -> line.startsWith("Countersign"));
        }
    }

    private void make(Archive archive, Jdk jdk, Application client, List<String> options) {
        AppUnderTest.Setup setup = AppUnderTest.with(client, jdk).archive(archive.making(file()));
        options.forEach(setup::option);
        try (Scene scene = new Scene();
                AppUnderTest app = setup.start()) {
            app.send("GET", scene.signed().at("/echo"));
            app.endAndGetErrors();
        }
        assertThat(file()).isNotEmptyFile();
    }

    /** By the first request, which comes as soon as the JVM is there. */
    private void isAuthorized(Archive archive, Jdk jdk, Application client, String... options) throws IOException {
        try (Scene scene = new Scene()) {
            AppUnderTest.Setup setup = AppUnderTest.with(client, jdk)
                    .archive(archive.using(file()))
                    .agent(scene.writeRules(folder));
            List.of(options).forEach(setup::option);
            try (AppUnderTest app = setup.startNoisy()) {
                scene.assertAuthorizes(app::send);
                scene.assertLogIns(1);
                assertThat(app.endAndGetErrors()).noneMatch(line -> line.startsWith("Countersign"));
            }
        }
    }

    private Path file() {
        return folder.resolve("archive");
    }
}
