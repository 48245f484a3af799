package io.countersign.it.containers;

import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Artifacts;
import io.countersign.it.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Bundles that carry their client library, in a framework that shows them no package of ours and delegates nothing. */
final class FelixIT {

    private static final List<Application> CARRIED =
            List.of(Applications.OKHTTP_4, Applications.APACHE_5, Applications.APACHE_4, Applications.URL_CONNECTION);

    @RegisterExtension
    private final ResultsOfContainers results = new ResultsOfContainers();

    @TempDir
    private Path folder;

    static Stream<Arguments> bundles() {
        List<Application> applications = Matrix.isWhole() ? CARRIED : CARRIED.subList(0, 1);
        return applications.stream()
                .flatMap(application -> Matrix.on(8, 11, 17, 25).map(jdk -> Arguments.of(application, jdk)));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void aBundleWithItsOwnLibraryIsAuthorized(Application application, Jdk jdk) throws IOException {
        results.in("Felix 7.0.5 without boot delegation, " + application + " in the bundle", jdk);
        Path bundle = Bundle.of(application, folder.resolve("bundle.jar"));
        try (Scene scene = new Scene();
                AppUnderTest app = AppUnderTest.with(application, jdk)
                        .agent(scene.writeRules(folder))
                        .launch(
                                "-cp",
                                classPath(),
                                "io.countersign.application.osgi.FelixMain",
                                folder.resolve("felix").toString(),
                                bundle.toString())
                        .start()) {
            scene.assertAuthorizes(app::send);
            scene.assertLogIns(1);
            // Felix itself makes newer JDKs warn.
            assertThat(app.endAndGetErrors()).noneMatch(line -> line.startsWith("Countersign"));
        }
    }

    private static String classPath() {
        return Stream.concat(
                        Stream.of(Application.jar()),
                        Artifacts.withDependencies(List.of("org.apache.felix:org.apache.felix.framework:7.0.5"))
                                .stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
