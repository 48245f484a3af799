package io.countersign.it.contract;

import io.countersign.it.harness.Application;

/** The contract for Apache HttpClient 4.5. */
final class Apache4IT extends HttpClientContract {

    Apache4IT() {
        super(Application.of("apache4", "apache4"));
    }
}
