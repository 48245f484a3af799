package io.countersign.it.containers;

import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Applications that are modules, on all of Java and on the few modules of Java that they name. */
final class ModulesIT {

    private static final String HTTP = "java.net.http";

    @RegisterExtension
    private final ResultsOfContainers results = new ResultsOfContainers();

    @TempDir
    private Path folder;

    static Stream<Jdk> jdks() {
        return Matrix.on(11, 17, 21, 25, 26);
    }

    /** With what these libraries need and, being automatic modules, cannot require. */
    static Stream<Arguments> automaticModules() {
        String apache = "org.apache.httpcomponents.client5.httpclient5; requires jdk.net";
        return jdks().flatMap(jdk -> Stream.of(
                        Arguments.of(Applications.OKHTTP_4, "okhttp3; requires kotlin.stdlib; requires okio", jdk),
                        Arguments.of(Applications.APACHE_5, apache, jdk))
                .limit(Matrix.isWhole() ? 2 : 1));
    }

    /** Of which an image can be made that runs on any machine; it takes half a minute. */
    static Stream<Jdk> jdksWithJmods() {
        return Matrix.on(17);
    }

    @EnabledIfSystemProperty(named = "countersign.matrix", matches = "all")
    @ParameterizedTest
    @MethodSource("jdks")
    void aModuleThatRequiresTheJdksClientIsAuthorized(Jdk jdk) throws IOException {
        results.in("module path, java.net.http", jdk);
        isAuthorized(
                Applications.JDK_BLOCKING, jdk, ApplicationModule.requiring(HTTP, Applications.JDK_BLOCKING, folder));
    }

    @ParameterizedTest
    @MethodSource("automaticModules")
    void aModuleThatRequiresALibraryIsAuthorized(Application application, String module, Jdk jdk) throws IOException {
        results.in("module path, " + application, jdk);
        isAuthorized(application, jdk, ApplicationModule.requiring(module, application, folder));
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void theModulesOfTheClientAndOfAgentsAreEnough(Jdk jdk) throws IOException {
        results.in("--limit-modules java.net.http,java.instrument", jdk);
        isAuthorized(
                Applications.JDK_BLOCKING,
                jdk,
                ApplicationModule.requiring(HTTP, Applications.JDK_BLOCKING, folder),
                "--limit-modules",
                "java.net.http,java.instrument");
    }

    @EnabledIfSystemProperty(named = "countersign.matrix", matches = "all")
    @ParameterizedTest
    @MethodSource("jdks")
    void withoutTheJdksClientTheOthersWork(Jdk jdk) throws IOException {
        results.in("--limit-modules java.instrument, HttpURLConnection", jdk);
        isAuthorized(
                Applications.URL_CONNECTION,
                jdk,
                ApplicationModule.requiring("java.base", Applications.URL_CONNECTION, folder),
                "--limit-modules",
                "java.instrument");
    }

    @EnabledIfSystemProperty(named = "countersign.matrix", matches = "all")
    @ParameterizedTest
    @MethodSource("jdksWithJmods")
    void anImageOfJlinkIsEnough(Jdk jdk) throws IOException {
        results.in("jlink image of java.net.http and java.instrument", jdk);
        Path image = ApplicationModule.image(jdk, folder.resolve("image"), HTTP, "java.instrument");
        isAuthorized(
                Applications.JDK_BLOCKING,
                new Jdk(jdk.feature(), image),
                ApplicationModule.requiring(HTTP, Applications.JDK_BLOCKING, folder));
    }

    private void isAuthorized(Application application, Jdk jdk, ApplicationModule module, String... options)
            throws IOException {
        try (Scene scene = new Scene();
                AppUnderTest app = AppUnderTest.with(application, jdk)
                        .agent(scene.writeRules(folder))
                        .launch(module.launch(options))
                        .start()) {
            scene.assertAuthorizes(app::send);
            scene.assertLogIns(1);
            assertThat(app.endAndGetErrors()).noneMatch(line -> line.startsWith("Countersign"));
        }
    }
}
