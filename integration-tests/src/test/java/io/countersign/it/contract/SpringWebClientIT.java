package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.Limit;
import java.util.List;
import java.util.stream.Stream;

/** The contract for Spring's WebClient with the connector that it chooses itself, which is Reactor Netty's. */
final class SpringWebClientIT extends HttpClientContract {

    private static final int JAVA_OF_SPRING_5 = 8;
    private static final int JAVA_OF_SPRING_6 = 17;

    /** The one in between only where everything is run. */
    static List<Combination> combinations() {
        Application six = webClient("6.2.19", "1.2.18").since(JAVA_OF_SPRING_6);
        Application seven = webClient("7.0.10", "1.3.7").since(JAVA_OF_SPRING_6);
        return Stream.concat(
                        Combination.onFirst(JAVA_OF_SPRING_5, List.of(webClient("5.3.39", "1.0.48"))),
                        Combination.onTheRunning(Jdk.isWholeMatrix() ? List.of(six, seven) : List.of(seven)))
                .toList();
    }

    private static Application webClient(String version, String reactorNetty) {
        return Application.of(
                        "Spring WebClient " + version,
                        "spring.WebClientLibrary#standard",
                        "org.springframework:spring-webflux:" + version,
                        "org.springframework:spring-context:" + version,
                        "io.projectreactor.netty:reactor-netty-http:" + reactorNetty)
                .limited(Limit.FOLLOWS_NO_REDIRECT);
    }
}
