package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.Limit;
import java.util.List;
import java.util.stream.Stream;

/** The contract for Vert.x, over HTTP/1.1. */
final class VertxIT extends HttpClientContract {

    private static final int JAVA_OF_VERTX_5 = 11;

    /** Those in between only where everything is run. */
    static List<Combination> combinations() {
        Application oldest = webClient("3.9.16", "handlers");
        Application newest = webClient("5.1.5", "futures").since(JAVA_OF_VERTX_5);
        Application written = httpClient("5.1.5").since(JAVA_OF_VERTX_5);
        if (!Jdk.isWholeMatrix()) {
            return Stream.concat(
                            Combination.of(List.of(oldest, newest)).stream(),
                            Combination.onTheRunning(List.of(written)))
                    .toList();
        }
        return Combination.of(List.of(
                oldest,
                webClient("4.5.34", "futures"),
                newest,
                httpClient("4.0.0"),
                httpClient("5.0.12").since(JAVA_OF_VERTX_5),
                written));
    }

    private static Application webClient(String version, String manner) {
        return Application.of(
                        "Vert.x " + version + ", WebClient",
                        "vertx.WebClientLibrary#" + manner,
                        "io.vertx:vertx-web-client:" + version)
                .limited(Limit.REDIRECTS_NO_BODY);
    }

    private static Application httpClient(String version) {
        return Application.of("Vert.x " + version, "vertx.HttpClientLibrary#standard", "io.vertx:vertx-core:" + version)
                .limited(Limit.REDIRECTS_NO_BODY);
    }
}
