package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.util.List;
import java.util.stream.Stream;

/** The contract for the Apache HttpClient 5 that knows HTTP/2 only, without TLS. */
final class ApacheHttpClient5Http2IT extends HttpClientContract {

    static List<Combination> combinations() {
        return Stream.of(
                        form("h2c", "AsyncClient#http2"),
                        form("h2c, minimal", "AsyncClient#minimalHttp2").stream()
                                .map(client -> client.limited(Limit.FOLLOWS_NO_REDIRECT))
                                .toList())
                .map(Combination::of)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    ApiServer api(Requirement requirement) {
        return ApiServer.http2(requirement);
    }

    private static List<Application> form(String form, String client) {
        return Stream.of("5.0.4", "5.2.3", "5.4.4", "5.6.4")
                .map(version -> Application.of(
                        "Apache HttpClient " + version + ", " + form,
                        "apache5." + client,
                        "org.apache.httpcomponents.client5:httpclient5:" + version))
                .toList();
    }
}
