package io.countersign.it.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.it.harness.AgentJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What lies in the jar that ships, and what must not. */
final class JarContentsIT {

    private static final long MOST_BYTES = 15_000_000;
    private static final int JAVA_8 = 52;
    private static final String SERVICES = "META-INF/services/";

    private final JarEntries jar = JarEntries.of(AgentJar.path());
    private final JarEntries engine = jar.nested("engine.jar");
    private final JarEntries commandLine = jar.nested("cli.jar");

    @Test
    void anApplicationSeesOnlyTheStartOfTheAgent() {
        assertThat(jar.names())
                .filteredOn(name -> !name.startsWith("inst/") && !name.startsWith("META-INF/"))
                .allMatch(name -> name.matches("io/countersign/agent/[A-Za-z$0-9]+\\.class")
                        || name.equals("engine.jar")
                        || name.equals("cli.jar"));
        assertThat(jar.names())
                .filteredOn(name -> name.startsWith("META-INF/"))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "META-INF/licenses/ASM",
                        "META-INF/sbom/countersign.cdx.json");
        assertThat(jar.names())
                .filteredOn(name -> name.startsWith("inst/") && !name.startsWith("inst/META-INF/"))
                .allMatch(name -> name.endsWith(".classdata"));
    }

    @Test
    void nothingIsThereTwice() {
        for (JarEntries each : List.of(jar, engine, commandLine)) {
            assertThat(each.names()).doesNotHaveDuplicates();
        }
        List<String> classes = new ArrayList<>(engine.names());
        classes.addAll(commandLine.names());
        jar.names().stream()
                .filter(name -> name.startsWith("inst/"))
                .map(name -> name.substring("inst/".length()).replace(".classdata", ".class"))
                .forEach(classes::add);
        assertThat(classes).filteredOn(name -> name.endsWith(".class")).doesNotHaveDuplicates();
    }

    @Test
    void everyServiceThatIsNamedIsThere() {
        Set<String> classes = new HashSet<>(engine.names());
        jar.names().forEach(name -> classes.add(name.replaceFirst("^inst/", "").replace(".classdata", ".class")));
        assertThat(services(jar, "inst/" + SERVICES).toList()).isNotEmpty();
        assertThat(services(engine, SERVICES).toList()).hasSizeGreaterThan(1);
        assertThat(Stream.concat(services(jar, "inst/" + SERVICES), services(engine, SERVICES)))
                .allMatch(provider -> classes.contains(provider.replace('.', '/') + ".class"));
    }

    @Test
    void java8CanReadEveryClassThatItIsAskedToLoad() {
        Set<String> newer = new TreeSet<>();
        for (JarEntries each : List.of(jar, engine, commandLine)) {
            each.entries().stream()
                    .filter(entry -> entry.name().matches(".*\\.class(data)?"))
                    .filter(entry -> entry.content().get(7) > JAVA_8)
                    .forEach(entry -> newer.add(entry.name().replaceFirst("/[^/]*$", "")));
        }
        assertThat(newer)
                .as("folders with classes for newer lines, which are loaded there only")
                .containsExactly(
                        "inst/io/countersign/agent/adapter",
                        "inst/io/countersign/agent/ops",
                        "inst/io/countersign/agent/weave",
                        "inst/net/bytebuddy/jar/asmjdkbridge");
    }

    @Test
    void itIsNotTooLarge() throws IOException {
        assertThat(Files.size(AgentJar.path())).isLessThan(MOST_BYTES);
    }

    @Test
    void everyLibraryInsideIsInTheBillOfMaterialsAndHasItsNotice() throws IOException {
        JsonNode components = new ObjectMapper()
                .readTree(jar.content("META-INF/sbom/countersign.cdx.json"))
                .get("components");
        String notice = new String(jar.content("META-INF/NOTICE"), StandardCharsets.UTF_8);
        Set<String> groups = new TreeSet<>();
        components.forEach(component -> groups.add(component.get("group").asText()));
        assertThat(groups).contains("software.amazon.awssdk", "net.bytebuddy", "info.picocli", "redis.clients");
        groups.remove("io.countersign");
        assertThat(groups).allMatch(group -> notice.contains("(" + group + ")"));
        assertThat(classFolders())
                .allMatch(folder -> groups.stream().anyMatch(group -> isOf(group, folder)), "is of a component");
    }

    /** The folders of all classes that are not ours. */
    private Stream<String> classFolders() {
        return Stream.of(engine, commandLine, jar)
                .flatMap(each -> each.names().stream())
                .map(name -> name.replaceFirst("^inst/", ""))
                .filter(name -> name.matches(".*\\.class(data)?") && !name.startsWith("io/countersign/"))
                .map(name -> name.replaceFirst("/[^/]*$", ""))
                .distinct();
    }

    /** picocli alone lies in a package that is not called after its group. */
    private static boolean isOf(String group, String folder) {
        return folder.startsWith(group.replace('.', '/')) || folder.startsWith(group.replaceFirst("^info\\.", ""));
    }

    private static Stream<String> services(JarEntries jar, String folder) {
        return jar.names().stream()
                .filter(name -> name.startsWith(folder))
                .flatMap(name -> new String(jar.content(name), StandardCharsets.UTF_8).lines())
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty());
    }
}
