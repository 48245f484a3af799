package io.countersign.it.contract;

import io.countersign.it.harness.Application;

/** The contract for OkHttp 4. */
final class OkHttp4IT extends HttpClientContract {

    OkHttp4IT() {
        super(Application.of("okhttp", "okhttp4"));
    }
}
