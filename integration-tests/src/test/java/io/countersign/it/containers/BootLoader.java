package io.countersign.it.containers;

import java.util.List;

/** A generation of the loader in Spring Boot's executable jars, in one version, and the Java versions to run it on. */
record BootLoader(String version, String artifact, String mainClass, List<Integer> javas) {

    private static final String UNTIL_3_1 = "org.springframework.boot.loader.JarLauncher";
    private static final String SINCE_3_2 = "org.springframework.boot.loader.launch.JarLauncher";

    /** Oldest first. */
    static List<BootLoader> all() {
        return List.of(
                new BootLoader("1.5.22.RELEASE", "spring-boot-loader", UNTIL_3_1, List.of(8, 11)),
                new BootLoader("2.7.18", "spring-boot-loader", UNTIL_3_1, List.of(8, 11, 17, 21)),
                new BootLoader("3.0.13", "spring-boot-loader", UNTIL_3_1, List.of(17)),
                new BootLoader("3.1.12", "spring-boot-loader", UNTIL_3_1, List.of(17, 21)),
                new BootLoader("3.2.12", "spring-boot-loader-classic", UNTIL_3_1, List.of(17, 21)),
                new BootLoader("3.2.12", "spring-boot-loader", SINCE_3_2, List.of(17, 21, 25)),
                new BootLoader("3.5.0", "spring-boot-loader", SINCE_3_2, List.of(17, 25, 26)),
                new BootLoader("4.0.0", "spring-boot-loader", SINCE_3_2, List.of(17, 25, 26)));
    }

    String coordinates() {
        return "org.springframework.boot:" + artifact + ":" + version;
    }

    @Override
    public String toString() {
        return version + (artifact.endsWith("classic") ? ", classic loader" : "");
    }
}
