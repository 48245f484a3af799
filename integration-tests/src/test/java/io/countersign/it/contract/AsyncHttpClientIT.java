package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import java.util.ArrayList;
import java.util.List;

/** The contract for AsyncHttpClient 2 and 3. */
final class AsyncHttpClientIT extends HttpClientContract {

    static List<Combination> combinations() {
        List<Application> applications = new ArrayList<>();
        for (String version : List.of("2.0.0", "2.0.40", "2.2.0", "2.5.4", "2.12.4", "2.15.0")) {
            applications.add(client(version));
        }
        applications.add(client("3.0.0").since(11));
        applications.add(client("3.0.13").since(11));
        return Combination.ofEnds(applications);
    }

    private static Application client(String version) {
        return Application.of(
                "AsyncHttpClient " + version,
                "ahc.AhcClient#standard",
                "org.asynchttpclient:async-http-client:" + version);
    }
}
