package io.countersign.it.bodies;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import java.util.List;
import java.util.stream.Stream;

/**
 * An application and what runs it.
 *
 * @param application with one client library
 * @param jdk the JDK that it runs on
 */
record ClientOnJdk(Application application, Jdk jdk) {

    private static final List<Application> OF_JDK = Stream.of(
                    "jdk-sync", "jdk-async", "huc", "huc-fixed", "huc-chunked")
            .map(Application::ofJdk)
            .toList();

    private static final List<Application> LIBRARIES = List.of(
            Application.of("apache4", "apache4"),
            Application.of("apache5", "apache5-oldest"),
            Application.of("apache5", "apache5-newest"),
            Application.of("okhttp", "okhttp4"),
            Application.of("okhttp", "okhttp5"));

    /** The JDK's own clients on every JDK under test, the libraries on the one that runs the build. */
    static Stream<ClientOnJdk> all() {
        return Stream.concat(
                Jdk.tested().stream().flatMap(jdk -> OF_JDK.stream().map(client -> new ClientOnJdk(client, jdk))),
                LIBRARIES.stream().map(client -> new ClientOnJdk(client, Jdk.running())));
    }

    /** Each client that can stream, once. */
    static Stream<ClientOnJdk> streaming() {
        return Stream.concat(OF_JDK.stream(), LIBRARIES.stream())
                .filter(client -> !client.name().equals("huc"))
                .map(client -> new ClientOnJdk(client, Jdk.running()));
    }

    /** Whether the library does not send a body with this method, or knows no such method. */
    boolean refuses(String method) {
        return application.client().startsWith("huc")
                ? method.equals("PATCH")
                : application.client().equals("okhttp") && method.equals("GET");
    }

    @Override
    public String toString() {
        return application.name() + " on " + jdk;
    }
}
