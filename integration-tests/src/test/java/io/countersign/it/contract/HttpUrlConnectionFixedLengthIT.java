package io.countersign.it.contract;

import io.countersign.it.harness.Application;

/** The contract for {@code HttpURLConnection} in fixed-length streaming mode. */
final class HttpUrlConnectionFixedLengthIT extends HttpClientContract {

    HttpUrlConnectionFixedLengthIT() {
        super(Application.ofJdk("huc-fixed"));
    }
}
