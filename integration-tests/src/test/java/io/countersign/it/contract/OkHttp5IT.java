package io.countersign.it.contract;

import io.countersign.it.harness.Application;

/** The contract for OkHttp 5. */
final class OkHttp5IT extends HttpClientContract {

    OkHttp5IT() {
        super(Application.of("okhttp", "okhttp5"));
    }
}
