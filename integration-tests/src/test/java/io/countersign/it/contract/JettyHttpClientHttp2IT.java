package io.countersign.it.contract;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import java.util.List;

/** The contract for Jetty's HttpClient over HTTP/2 without TLS. */
final class JettyHttpClientHttp2IT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.ofEnds(List.of(
                client("9.4.58.v20250814", "http2-http-client-transport"),
                client("10.0.26", "http2-http-client-transport").since(11),
                client("12.1.14", "jetty-http2-client-transport").since(17)));
    }

    @Override
    ApiServer api(Requirement requirement) {
        return ApiServer.http2(requirement);
    }

    private static Application client(String version, String transport) {
        return Application.of(
                "Jetty HttpClient " + version + ", h2c",
                "jetty.JettyClient#http2",
                "org.eclipse.jetty.http2:" + transport + ":" + version);
    }
}
