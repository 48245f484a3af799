package io.countersign.agent.weave;

import java.net.URI;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class WovenLibrariesTest {

    private static final String OKHTTP = "okhttp3/internal/http/RealInterceptorChain";

    private final List<String> told = new ArrayList<>();
    private final WovenLibraries libraries = new WovenLibraries((name, jar) -> told.add(name + " (" + jar + ")"));

    @Test
    void aLibraryIsToldOncePerJar() {
        add(OKHTTP, OKHTTP, "file:/app/lib/okhttp-4.12.0.jar");
        add(
                "okhttp3/internal/ws/RealWebSocket",
                "okhttp3/internal/ws/RealWebSocket",
                "file:/app/lib/okhttp-4.12.0.jar");
        add(OKHTTP, OKHTTP, "jar:file:/app.jar!/BOOT-INF/lib/okhttp-3.14.9.jar!/");

        assertThat(told).containsExactly("OkHttp 4.12.0 (okhttp-4.12.0.jar)", "OkHttp 3.14.9 (okhttp-3.14.9.jar)");
    }

    @Test
    void aCopyIsToldWithItsPackageAndTheJdksClientWithItsVersion() {
        add("com/vendor/" + OKHTTP, OKHTTP, "file:/app/vendor.jar");
        libraries.add(ClientClass.of(
                "sun/net/www/protocol/http/HttpURLConnection", "sun/net/www/protocol/http/HttpURLConnection", null));

        assertThat(told)
                .containsExactly(
                        "OkHttp as com.vendor.okhttp3 (vendor.jar)",
                        "HttpURLConnection " + System.getProperty("java.version") + " (JDK)");
    }

    @Test
    void everySeamBelongsToALibraryWithAName() {
        HookTable table = new HookTable(true);
        for (String seam : table.classes()) {
            add(seam, seam, "file:/" + seam.replace('/', '.') + ".jar");
        }

        assertThat(told)
                .hasSizeGreaterThan(20)
                .noneMatch(line -> line.substring(0, line.indexOf(" (")).contains("/"));
    }

    @ParameterizedTest
    @CsvSource({
        "httpclient5-5.3.1.jar, 5.3.1",
        "commons-httpclient-3.1.jar, 3.1",
        "okhttp-jvm-5.0.0-alpha.14.jar, 5.0.0-alpha.14",
        "app.jar, ''",
        "classes, ''",
        "'of unknown origin', ''"
    })
    void theVersionStandsInTheJarsName(String jar, String version) {
        assertThat(WovenLibraries.version(jar)).isEqualTo(version);
    }

    private void add(String name, String seam, String origin) {
        try {
            libraries.add(ClientClass.of(name, seam, domain(origin)));
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProtectionDomain domain(String origin) throws java.net.MalformedURLException {
        return new ProtectionDomain(new CodeSource(URI.create(origin).toURL(), (Certificate[]) null), null);
    }
}
