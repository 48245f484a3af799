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
import static io.countersign.it.wire.Ability.EXPECTATION;
import static io.countersign.it.wire.Ability.H2C;
import static io.countersign.it.wire.Ability.HOST_BESIDE_AUTHORITY;
import static io.countersign.it.wire.Ability.HTTP_2;
import static io.countersign.it.wire.Ability.INTERRUPTION;
import static io.countersign.it.wire.Ability.SOCKS;

/** The clients that the tests of this package run, one version of each, and what they can do. */
final class WireClients {

    private static final Map<Application, Set<Ability>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(Applications.JDK_BLOCKING, Set.of(HTTP_2, H2C, INTERRUPTION, EXPECTATION));
        ALL.put(Applications.JDK_ASYNCHRONOUS, Set.of(HTTP_2, H2C, CANCELLATION, INTERRUPTION, EXPECTATION));
        ALL.put(Applications.URL_CONNECTION, Set.of(SOCKS, CANCELLATION));
        ALL.put(Applications.APACHE_4, Set.of(SOCKS, CANCELLATION, EXPECTATION));
        ALL.put(Applications.APACHE_5, Set.of(SOCKS, CANCELLATION, EXPECTATION));
        ALL.put(Applications.APACHE_5_ASYNC, Set.of(HTTP_2, HOST_BESIDE_AUTHORITY, EXPECTATION));
        ALL.put(Applications.OKHTTP_4, Set.of(HTTP_2, SOCKS, CANCELLATION, INTERRUPTION, EXPECTATION));
        ALL.put(Applications.OKHTTP_5, Set.of(HTTP_2, SOCKS, CANCELLATION, INTERRUPTION, EXPECTATION));
    }

    private WireClients() {}

    /** On the chosen JDKs, all of which the first and the last client run on. */
    static List<Combination> onChosenJdks() {
        return Combination.of(List.copyOf(ALL.keySet()));
    }

    /** On the JDK that runs the build, or on all. */
    static Stream<Combination> onTheRunningJdk() {
        return Combination.onTheRunning(List.copyOf(ALL.keySet()));
    }

    static boolean can(Combination combination, Ability ability) {
        return ALL.getOrDefault(combination.application(), Set.of()).contains(ability);
    }
}
