package io.countersign.it.contract;

import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Combination;
import java.util.List;

/** The contract for {@code HttpURLConnection} with streamed bodies of known length. */
final class HttpUrlConnectionFixedLengthIT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(Applications.URL_CONNECTION_FIXED);
    }
}
