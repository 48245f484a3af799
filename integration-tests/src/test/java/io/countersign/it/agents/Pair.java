package io.countersign.it.agents;

import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Jdk;
import io.countersign.it.support.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Our agent and another one in one JVM.
 *
 * @param other the other agent
 * @param otherFirst whether it stands before ours on the command line
 * @param combination the application with one client, and its JDK
 */
record Pair(OtherAgent other, boolean otherFirst, Combination combination) {

    private static final List<Application> CLIENTS = List.of(
            Applications.URL_CONNECTION,
            Applications.JDK_BLOCKING,
            Applications.JDK_ASYNCHRONOUS,
            Applications.APACHE_4,
            Applications.APACHE_4_ASYNCHRONOUS,
            Applications.APACHE_5,
            Applications.APACHE_5_ASYNC,
            Applications.OKHTTP_4,
            Applications.OKHTTP_5);

    /**
     * OpenTelemetry with two clients on the JDK that runs the build; with the system property {@code countersign.matrix=all}
     * every agent with every client on the oldest and on the newest JDK that it knows.
     */
    static Stream<Pair> chosen() {
        if (!Jdk.isWholeMatrix()) {
            return Stream.of(Applications.JDK_BLOCKING, Applications.APACHE_5)
                    .flatMap(client -> both(OtherAgent.OPEN_TELEMETRY, new Combination(client, Jdk.running())));
        }
        return Stream.of(OtherAgent.values())
                .flatMap(other -> onOldestAndNewest(other)
                        .flatMap(jdk -> CLIENTS.stream()
                                .filter(client -> client.oldestJava() <= jdk.feature())
                                .flatMap(client -> both(other, new Combination(client, jdk)))));
    }

    private static Stream<Jdk> onOldestAndNewest(OtherAgent other) {
        List<Jdk> known = Jdk.tested().stream().filter(other::knows).toList();
        return known.isEmpty()
                ? Stream.empty()
                : Stream.of(known.get(0), known.get(known.size() - 1)).distinct();
    }

    private static Stream<Pair> both(OtherAgent other, Combination combination) {
        return Stream.of(new Pair(other, true, combination), new Pair(other, false, combination));
    }

    /** The JVM of the two; ours reads these rules. */
    AppUnderTest.Setup setup(Path rules) {
        // Else the JVM warns that it shares no classes, in the middle of what an agent writes.
        AppUnderTest.Setup setup =
                AppUnderTest.with(combination.application(), combination.jdk()).option("-Xshare:off");
        other.options().forEach(setup::option);
        return otherFirst
                ? setup.option(other.javaAgent()).agent(rules)
                : setup.agent(rules).option(other.javaAgent());
    }

    /** How they got on. */
    Result result(boolean passed) {
        return new Result(
                other + ", " + combination.application(),
                combination.jdk().toString(),
                otherFirst ? "before ours" : "after ours",
                passed,
                other.isTracing() ? "each request bears its `traceparent`, too" : "");
    }

    @Override
    public String toString() {
        return other + (otherFirst ? " before" : " after") + " ours, " + combination;
    }
}
