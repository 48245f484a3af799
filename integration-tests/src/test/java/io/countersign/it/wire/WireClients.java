package io.countersign.it.wire;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Combination;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static io.countersign.it.wire.Ability.CANCELLATION;
import static io.countersign.it.wire.Ability.H2C;
import static io.countersign.it.wire.Ability.HOST_BESIDE_AUTHORITY;
import static io.countersign.it.wire.Ability.HTTP_2;
import static io.countersign.it.wire.Ability.INTERRUPTION;
import static io.countersign.it.wire.Ability.OPERATED;
import static io.countersign.it.wire.Ability.SOCKS;

/** The clients that the tests of this package run, one version of each, and what they can do. */
final class WireClients {

    private static final Map<Application, Set<Ability>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(Applications.JDK_BLOCKING, Set.of(OPERATED, HTTP_2, H2C, INTERRUPTION));
        ALL.put(Applications.JDK_ASYNCHRONOUS, Set.of(OPERATED, HTTP_2, H2C, CANCELLATION, INTERRUPTION));
        ALL.put(Applications.URL_CONNECTION, Set.of(OPERATED, SOCKS, CANCELLATION));
        ALL.put(Applications.APACHE_4, Set.of(OPERATED, SOCKS, CANCELLATION));
        ALL.put(Applications.APACHE_4_ASYNCHRONOUS, Set.of());
        ALL.put(Applications.APACHE_5, Set.of(OPERATED, SOCKS, CANCELLATION));
        ALL.put(Applications.APACHE_5_ASYNC, Set.of(HTTP_2, HOST_BESIDE_AUTHORITY));
        ALL.put(Applications.OKHTTP_4, Set.of(OPERATED, HTTP_2, SOCKS, CANCELLATION));
        ALL.put(Applications.OKHTTP_5, Set.of(OPERATED, HTTP_2, SOCKS, CANCELLATION));
    }

    private WireClients() {}

    /** On the chosen JDKs, all of which the first and the last client run on. */
    static List<Combination> onChosenJdks() {
        return Combination.of(List.copyOf(ALL.keySet()));
    }

    /** Those whose applications heed their operators, on the JDK that runs the build, or on all. */
    static Stream<Combination> onTheRunningJdk() {
        return Combination.onTheRunning(operated());
    }

    /** The same on the oldest JDK with virtual threads, where monitors pin them; on all that have them if all are to be run. */
    static Stream<Combination> onVirtualThreads() {
        return Combination.onFirst(21, operated());
    }

    private static List<Application> operated() {
        return ALL.entrySet().stream()
                .filter(client -> client.getValue().contains(OPERATED))
                .map(Map.Entry::getKey)
                .toList();
    }

    static boolean can(Combination combination, Ability ability) {
        return ALL.getOrDefault(combination.application(), Set.of()).contains(ability);
    }
}
