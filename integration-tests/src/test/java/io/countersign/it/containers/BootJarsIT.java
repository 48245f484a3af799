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

/** Client libraries inside Spring Boot's executable jars, which each generation of its loader opens by other means. */
final class BootJarsIT {

    @RegisterExtension
    private final ResultsOfContainers results = new ResultsOfContainers();

    @TempDir
    private Path folder;

    static Stream<Arguments> loaders() {
        return Matrix.of(BootLoader.all(), Arguments::of, BootLoader::javas);
    }

    @ParameterizedTest
    @MethodSource("loaders")
    void aNestedOkHttpIsAuthorized(BootLoader loader, Jdk jdk) throws IOException {
        isAuthorized(Applications.OKHTTP_4, loader, jdk, "OkHttp 4.12.0 is woven (okhttp-4.12.0.jar)");
    }

    @EnabledIfSystemProperty(named = "countersign.matrix", matches = "all")
    @ParameterizedTest
    @MethodSource("loaders")
    void aNestedApacheHttpClientIsAuthorized(BootLoader loader, Jdk jdk) throws IOException {
        isAuthorized(Applications.APACHE_5, loader, jdk, "Apache HttpClient 5.6.4 is woven (httpclient5-5.6.4.jar)");
    }

    private void isAuthorized(Application application, BootLoader loader, Jdk jdk, String news) throws IOException {
        results.in("Spring Boot " + loader + ", fat jar", jdk);
        Path jar = BootJar.of(application, loader, folder.resolve("application.jar"));
        try (Scene scene = new Scene();
                AppUnderTest app = AppUnderTest.with(application, jdk)
                        .agent(scene.writeRules(folder))
                        .launch("-jar", jar.toString())
                        .start()) {
            scene.assertAuthorizes(app::send);
            scene.assertLogIns(1);
            assertThat(app.goodNews()).contains("Countersign: " + news);
            assertThat(app.endAndGetErrors()).noneMatch(line -> line.startsWith("Countersign"));
        }
    }
}
