package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import java.util.List;
import java.util.stream.Stream;

/** The contract for AsyncHttpClient 1.9 with Netty 3. */
final class AsyncHttpClient1IT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.ofEnds(Stream.of("1.9.0", "1.9.20", "1.9.40")
                .map(version -> Application.of(
                        "AsyncHttpClient " + version,
                        "ahc1.NingClient#standard",
                        "com.ning:async-http-client:" + version))
                .toList());
    }
}
