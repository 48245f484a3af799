package io.countersign.it.contract;

import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Combination;
import java.util.List;

/** The contract for {@code HttpURLConnection}. */
final class HttpUrlConnectionIT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(Applications.URL_CONNECTION);
    }
}
