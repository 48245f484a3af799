package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.util.List;

/** The contract for the clients of Apache HttpClient 4.0 to 4.2, which 4.3 to 4.5 still have. */
final class ApacheHttpClient4LegacyIT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(List.of(
                redirectingNoPost("httpclient", "4.0", "LegacyClient#standard"),
                redirectingNoPost("httpclient", "4.0.3", "LegacyClient#standard"),
                redirectingNoPost("httpclient", "4.1.3", "LegacyClient#contentEncoding"),
                redirectingNoPost("httpclient-cache", "4.1.3", "LegacyClient#caching"),
                client("httpclient", "4.2.6", "LaxClient#standard"),
                redirectingNoPost("httpclient", "4.2.6", "LegacyClient#systemDefault"),
                redirectingNoPost("httpclient", "4.2.6", "LegacyClient#decompressing"),
                client("httpclient", "4.3.6", "LaxClient#standard"),
                redirectingNoPost("httpclient", "4.4.1", "LegacyClient#standard"),
                redirectingNoPost("httpclient-cache", "4.5.14", "LegacyClient#caching"),
                client("httpclient", "4.5.14", "LaxClient#standard")));
    }

    private static Application redirectingNoPost(String artifact, String version, String factory) {
        return client(artifact, version, factory).limited(Limit.REDIRECTS_NO_BODY);
    }

    private static Application client(String artifact, String version, String factory) {
        return Application.of(
                "Apache HttpClient " + version + ", " + factory + " of 4.0 to 4.2",
                "apache4." + factory,
                "org.apache.httpcomponents:" + artifact + ":" + version);
    }
}
