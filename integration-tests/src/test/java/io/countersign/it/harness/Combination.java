package io.countersign.it.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * An application and what runs it.
 *
 * @param application with one client library
 * @param jdk the JDK that it runs on
 */
public record Combination(Application application, Jdk jdk) {

    /** The JDK's own clients on every JDK under test, the libraries on the one that runs the build. */
    public static Stream<Combination> ofEveryClient() {
        return Stream.concat(
                Applications.ofJdk().stream().flatMap(application -> on(Jdk.tested(), application)),
                Applications.ofLibraries().stream().flatMap(application -> on(List.of(Jdk.running()), application)));
    }

    /**
     * These applications on the JDKs that can run them: on all of them if the system property {@code countersign.matrix}
     * is {@code all}; else the first and the last application, which are the oldest and the newest version of a library,
     * on every JDK under test, and each between them on one of those, in turn.
     */
    public static List<Combination> of(List<Application> applications) {
        List<Combination> chosen = new ArrayList<>();
        for (int i = 0; i < applications.size(); i++) {
            Application application = applications.get(i);
            List<Combination> possible = on(Jdk.tested(), application).toList();
            boolean whole = Jdk.isWholeMatrix() || i == 0 || i == applications.size() - 1;
            chosen.addAll(whole || possible.isEmpty() ? possible : List.of(possible.get(i % possible.size())));
        }
        return chosen;
    }

    /**
     * The first application on the oldest JDK under test that can run it, the last on the newest; all on all that can if
     * the system property is {@code all}.
     */
    public static List<Combination> ofEnds(List<Application> applications) {
        if (Jdk.isWholeMatrix()) {
            return of(applications);
        }
        List<Combination> first = on(Jdk.tested(), applications.get(0)).toList();
        List<Combination> last =
                on(Jdk.tested(), applications.get(applications.size() - 1)).toList();
        return List.of(first.get(0), last.get(last.size() - 1));
    }

    /** These applications on the JDK that runs the build; on all if the system property is {@code all}. */
    public static Stream<Combination> onTheRunning(List<Application> applications) {
        List<Jdk> jdks = Jdk.isWholeMatrix() ? Jdk.tested() : List.of(Jdk.running());
        return applications.stream().flatMap(application -> on(jdks, application));
    }

    /** These applications on the JDK of that version; on all from it on if the system property is {@code all}. */
    public static Stream<Combination> onFirst(int java, List<Application> applications) {
        List<Jdk> jdks = Jdk.isWholeMatrix()
                ? Jdk.tested().stream().filter(jdk -> jdk.feature() >= java).toList()
                : Jdk.of(java);
        return applications.stream().flatMap(application -> on(jdks, application));
    }

    /** One application on the JDKs under test that can run it. */
    public static List<Combination> of(Application application) {
        return of(List.of(application));
    }

    private static Stream<Combination> on(List<Jdk> jdks, Application application) {
        return jdks.stream()
                .filter(jdk -> jdk.feature() >= application.oldestJava())
                .map(jdk -> new Combination(application, jdk));
    }

    @Override
    public String toString() {
        return application + " on " + jdk;
    }
}
