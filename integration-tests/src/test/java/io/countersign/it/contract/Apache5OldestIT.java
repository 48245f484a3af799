package io.countersign.it.contract;

import io.countersign.it.harness.Application;

/** The contract for Apache HttpClient 5.0, classic. */
final class Apache5OldestIT extends HttpClientContract {

    Apache5OldestIT() {
        super(Application.of("apache5", "apache5-oldest"));
    }
}
