package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.util.List;

/** The contract for what is built upon Apache HttpClient 4: fluent, caching and minimal clients. */
final class ApacheHttpClient4FormsIT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(List.of(
                client("fluent", "4.2.6", "FluentClient#standard", "fluent-hc").limited(Limit.REDIRECTS_NO_BODY),
                client("caching", "4.3.6", "CachingClient#inMemory", "httpclient-cache")
                        .limited(Limit.REDIRECTS_NO_BODY),
                client("minimal", "4.3.6", "BlockingClient#minimal", "httpclient")
                        .limited(Limit.NEVER_SENDS_AGAIN),
                client("fluent", "4.5.14", "FluentClient#standard", "fluent-hc").limited(Limit.REDIRECTS_NO_BODY),
                client("minimal", "4.5.14", "BlockingClient#minimal", "httpclient")
                        .limited(Limit.NEVER_SENDS_AGAIN),
                client("caching", "4.5.14", "CachingClient#inMemory", "httpclient-cache")));
    }

    private static Application client(String form, String version, String factory, String artifact) {
        return Application.of(
                "Apache HttpClient " + version + ", " + form,
                "apache4." + factory,
                "org.apache.httpcomponents:" + artifact + ":" + version);
    }
}
