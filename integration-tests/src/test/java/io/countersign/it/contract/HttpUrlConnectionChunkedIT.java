package io.countersign.it.contract;

import io.countersign.it.harness.Application;

/** The contract for {@code HttpURLConnection} in chunked streaming mode. */
final class HttpUrlConnectionChunkedIT extends HttpClientContract {

    HttpUrlConnectionChunkedIT() {
        super(Application.ofJdk("huc-chunked"));
    }
}
