package io.countersign.it.contract;

import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Combination;
import java.util.List;

/**
 * The contract for {@code HttpURLConnection} in chunked streaming mode. A body of unknown length that no signature needs
 * stays streamed: holding it to send it again could take all of the application's memory.
 */
final class HttpUrlConnectionChunkedIT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(Applications.URL_CONNECTION_CHUNKED);
    }
}
