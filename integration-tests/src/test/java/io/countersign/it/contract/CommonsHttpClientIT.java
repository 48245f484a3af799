package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.util.List;
import java.util.stream.Stream;

/** The contract for commons-httpclient 3. */
final class CommonsHttpClientIT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(
                Stream.of("3.0.1", "3.1").map(CommonsHttpClientIT::version).toList());
    }

    private static Application version(String version) {
        return Application.of(
                        "Commons HttpClient " + version,
                        "commons3.CommonsClient#pooled",
                        "commons-httpclient:commons-httpclient:" + version)
                .limited(Limit.REDIRECTS_NO_BODY);
    }
}
