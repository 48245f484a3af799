package io.countersign.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Java installation; {@code feature} is 17, 25 and so on. */
public record Jdk(int feature, Path home) {

    private static final Set<Integer> SUPPORTED = Set.of(8, 11, 17, 21, 25, 26);
    private static final int BUILD = 17;
    private static final List<Path> USUAL_PLACES = List.of(Path.of("/usr/lib/jvm"), Path.of("/opt/jdks"));

    /** Whether everything is to be run, not only a chosen part. */
    public static boolean isWholeMatrix() {
        return System.getProperty("countersign.matrix", "").equals("all");
    }

    /**
     * Of the supported ones that are here the oldest, 17 and the newest; all with the system property
     * {@code countersign.matrix=all}; the running one if none is here. The system property {@code countersign.jdks}, a path
     * list of homes, names others instead.
     */
    public static List<Jdk> tested() {
        String named = System.getProperty("countersign.jdks", "");
        if (!named.isEmpty()) {
            return Stream.of(named.split(File.pathSeparator, -1))
                    .flatMap(home -> at(Path.of(home)))
                    .toList();
        }
        NavigableMap<Integer, Jdk> here = new TreeMap<>();
        found().filter(jdk -> SUPPORTED.contains(jdk.feature())).forEach(jdk -> here.putIfAbsent(jdk.feature(), jdk));
        if (here.isEmpty()) {
            return List.of(running());
        }
        if (!isWholeMatrix()) {
            here.keySet().retainAll(List.of(here.firstKey(), BUILD, here.lastKey()));
        }
        return List.copyOf(here.values());
    }

    /** The first of a version that is found; none if there is none. */
    public static List<Jdk> of(int feature) {
        return found().filter(jdk -> jdk.feature() == feature).limit(1).toList();
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
        } catch (IOException none) {
            return isOfDebian8(home) ? Stream.of(new Jdk(8, home)) : Stream.empty();
        }
        String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
        String feature = version.startsWith("1.") ? version.substring(2) : version;
        return Stream.of(new Jdk(Integer.parseInt(feature.split("[^0-9]", 2)[0]), home));
    }

    /** Debian's JDK 8 does not say what it is; but no later one has this file. */
    private static boolean isOfDebian8(Path home) {
        return Files.isRegularFile(home.resolve("jre/lib/rt.jar"));
    }
}
