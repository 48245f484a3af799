package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Jdk;
import java.util.List;
import java.util.stream.Stream;

/** The contract for Reactor Netty, over HTTP/1.1. */
final class ReactorNettyIT extends HttpClientContract {

    private static final List<String> ALL = List.of(
            "reactor-netty:0.9.25.RELEASE",
            "reactor-netty-http:1.0.0",
            "reactor-netty-http:1.1.31",
            "reactor-netty-http:1.2.18",
            "reactor-netty-http:1.3.7");

    /** Those in between only where everything is run. */
    static List<Combination> combinations() {
        List<String> versions = Jdk.isWholeMatrix() ? ALL : List.of(ALL.get(0), ALL.get(ALL.size() - 1));
        List<String> streamed = Jdk.isWholeMatrix() ? ALL : ALL.subList(ALL.size() - 1, ALL.size());
        return Stream.concat(
                        Combination.of(form(versions, "Reactor Netty %s", "standard")).stream(),
                        Combination.onTheRunning(form(streamed, "Reactor Netty %s, streaming", "streaming")))
                .toList();
    }

    private static List<Application> form(List<String> artifacts, String name, String client) {
        return artifacts.stream()
                .map(artifact -> application(name, client, artifact))
                .toList();
    }

    private static Application application(String name, String client, String artifact) {
        String version = artifact.substring(artifact.indexOf(':') + 1);
        return Application.of(
                name.replace("%s", version),
                "reactornetty.ReactorClient#" + client,
                "io.projectreactor.netty:" + artifact);
    }
}
