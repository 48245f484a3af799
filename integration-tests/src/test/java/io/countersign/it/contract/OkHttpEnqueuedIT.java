package io.countersign.it.contract;

import io.countersign.it.harness.Combination;
import java.util.List;
import java.util.stream.Stream;

/** The contract for the calls of OkHttp that run on its own threads. */
final class OkHttpEnqueuedIT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(Stream.of(
                        OkHttp2IT.version("2.2.0", "enqueued"),
                        OkHttp2IT.version("2.7.5", "enqueued"),
                        OkHttpIT.version("3.0.1", "enqueued"),
                        OkHttpIT.version("3.3.1", "enqueued"),
                        OkHttpIT.version("3.4.2", "enqueued"),
                        OkHttpIT.version("3.14.9", "enqueued"),
                        OkHttpIT.version("4.12.0", "enqueued"),
                        OkHttp5IT.version("5.5.1", "enqueued"))
                .toList());
    }
}
