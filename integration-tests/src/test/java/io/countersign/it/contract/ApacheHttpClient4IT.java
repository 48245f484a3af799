package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.util.List;
import java.util.stream.Stream;

/** The contract for Apache HttpClient 4. */
final class ApacheHttpClient4IT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(Stream.of("4.3.6", "4.4.1", "4.5.14")
                .map(ApacheHttpClient4IT::version)
                .toList());
    }

    private static Application version(String version) {
        Application application = Application.of(
                "Apache HttpClient " + version,
                "apache4.BlockingClient#built",
                "org.apache.httpcomponents:httpclient:" + version);
        return version.startsWith("4.5.") ? application : application.limited(Limit.REDIRECTS_NO_BODY);
    }
}
