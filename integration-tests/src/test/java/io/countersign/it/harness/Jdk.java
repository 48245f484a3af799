package io.countersign.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Java installation; {@code feature} is 17, 25 and so on. */
public record Jdk(int feature, Path home) {

    private static final Set<Integer> TESTED = Set.of(17, 25);
    private static final List<Path> USUAL_PLACES = List.of(Path.of("/usr/lib/jvm"), Path.of("/opt/jdks"));

    /**
     * Those of 17 and 25 that are here; the running one if neither is. The system property {@code countersign.jdks}, a
     * path list of homes, names others instead.
     */
    public static List<Jdk> tested() {
        String named = System.getProperty("countersign.jdks", "");
        if (!named.isEmpty()) {
            return Stream.of(named.split(File.pathSeparator, -1))
                    .flatMap(home -> at(Path.of(home)))
                    .toList();
        }
        Map<Integer, Jdk> byFeature = new TreeMap<>();
        found().filter(jdk -> TESTED.contains(jdk.feature())).forEach(jdk -> byFeature.putIfAbsent(jdk.feature(), jdk));
        return byFeature.isEmpty() ? List.of(running()) : List.copyOf(byFeature.values());
    }

    /** The one that runs this test. */
    public static Jdk running() {
        return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home", "")));
    }

    /** Its launcher. */
    public Path java() {
        return home.resolve("bin").resolve("java");
    }

    @Override
    public String toString() {
        return "JDK " + feature;
    }

    private static Stream<Jdk> found() {
        return Stream.concat(Stream.of(running()), USUAL_PLACES.stream().flatMap(Jdk::within));
    }

    private static Stream<Jdk> within(Path place) {
        if (!Files.isDirectory(place)) {
            return Stream.empty();
        }
        try (Stream<Path> homes = Files.list(place)) {
            return homes.sorted(Comparator.naturalOrder()).flatMap(Jdk::at).toList().stream();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    private static Stream<Jdk> at(Path home) {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException noJdk) {
            return Stream.empty();
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        String feature = version.startsWith("1.") ? version.substring(2) : version;
        return Stream.of(new Jdk(Integer.parseInt(feature.split("[^0-9]", 2)[0]), home));
    }
}
