package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.util.List;
import java.util.stream.Stream;

/** The contract for the other forms of the classic Apache HttpClient 5: fluent, caching, system, minimal. */
final class ApacheHttpClient5FormsIT extends HttpClientContract {

    /** Up to 5.2, the caching client cannot follow a second redirect to one place, with the agent or without it. */
    static List<Combination> combinations() {
        return Stream.of(
                        form("fluent", "FluentClient#standard", "httpclient5-fluent:5.0.4", "httpclient5-fluent:5.6.3"),
                        form("caching", "CachingClients#classic", "httpclient5-cache:5.4.4", "httpclient5-cache:5.6.3"),
                        form("system", "ClassicClient#system", "httpclient5:5.0.4", "httpclient5:5.6.4"),
                        minimal("httpclient5:5.0.4", "httpclient5:5.2.3", "httpclient5:5.4.4", "httpclient5:5.6.4"))
                .map(Combination::of)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Application> minimal(String... artifacts) {
        return form("minimal", "ClassicClient#minimal", artifacts).stream()
                .map(client -> client.limited(Limit.FOLLOWS_NO_REDIRECT))
                .toList();
    }

    private static List<Application> form(String form, String client, String... artifacts) {
        return Stream.of(artifacts)
                .map(artifact -> Application.of(
                        "Apache HttpClient " + artifact.split(":", 2)[1] + ", " + form,
                        "apache5." + client,
                        "org.apache.httpcomponents.client5:" + artifact))
                .toList();
    }
}
