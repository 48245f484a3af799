package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import java.util.List;
import java.util.stream.Stream;

/** The contract for Apache HttpClient 5, classic. */
final class ApacheHttpClient5IT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(Stream.of("5.0.4", "5.1.4", "5.2.3", "5.3.1", "5.4.4", "5.5.2", "5.6.4")
                .map(ApacheHttpClient5IT::version)
                .toList());
    }

    private static Application version(String version) {
        return Application.of(
                "Apache HttpClient " + version,
                "apache5.ClassicClient#standard",
                "org.apache.httpcomponents.client5:httpclient5:" + version);
    }
}
