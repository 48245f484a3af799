package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.util.List;
import java.util.stream.Stream;

/** The contract for the asynchronous Apache HttpClient 5, over HTTP/1.1. */
final class ApacheHttpClient5AsyncIT extends HttpClientContract {

    private static final String[] VERSIONS = {"5.0.4", "5.2.3", "5.4.4", "5.6.4"};

    /** Up to 5.2, the caching client cannot follow a second redirect to one place, with the agent or without it. */
    static List<Combination> combinations() {
        return Stream.of(
                        form("asynchronous", "AsyncClient#standard", "httpclient5", VERSIONS),
                        form("asynchronous, system", "AsyncClient#system", "httpclient5", "5.0.4", "5.6.4"),
                        form(
                                "asynchronous, caching",
                                "CachingClients#asynchronous",
                                "httpclient5-cache",
                                "5.4.4",
                                "5.6.3"),
                        minimal("asynchronous, minimal", "AsyncClient#minimal", VERSIONS),
                        leased("5.0.4", "5.6.4"))
                .map(Combination::of)
                .flatMap(List::stream)
                .toList();
    }

    private static List<Application> minimal(String form, String client, String... versions) {
        return form(form, client, "httpclient5", versions).stream()
                .map(application -> application.limited(Limit.FOLLOWS_NO_REDIRECT))
                .toList();
    }

    /** An endpoint that is leased is a connection, which knows nothing of a second send. */
    private static List<Application> leased(String... versions) {
        return form("asynchronous, leased", "AsyncClient#leased", "httpclient5", versions).stream()
                .map(application -> application.limited(Limit.NEVER_SENDS_AGAIN))
                .toList();
    }

    private static List<Application> form(String form, String client, String artifact, String... versions) {
        return Stream.of(versions)
                .map(version -> Application.of(
                        "Apache HttpClient " + version + ", " + form,
                        "apache5." + client,
                        "org.apache.httpcomponents.client5:" + artifact + ":" + version))
                .toList();
    }
}
