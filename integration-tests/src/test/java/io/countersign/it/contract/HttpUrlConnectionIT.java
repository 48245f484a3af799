package io.countersign.it.contract;

import io.countersign.it.harness.Application;

/** The contract for {@code HttpURLConnection} with buffered bodies. */
final class HttpUrlConnectionIT extends HttpClientContract {

    HttpUrlConnectionIT() {
        super(Application.ofJdk("huc"));
    }
}
