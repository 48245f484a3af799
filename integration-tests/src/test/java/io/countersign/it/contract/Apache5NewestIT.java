package io.countersign.it.contract;

import io.countersign.it.harness.Application;

/** The contract for Apache HttpClient 5.6, classic. */
final class Apache5NewestIT extends HttpClientContract {

    Apache5NewestIT() {
        super(Application.of("apache5", "apache5-newest"));
    }
}
