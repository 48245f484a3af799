package io.countersign.it.contract;

import io.countersign.it.harness.Application;

/** The contract for {@code java.net.http}, asynchronous. */
final class JdkHttpClientAsyncIT extends HttpClientContract {

    JdkHttpClientAsyncIT() {
        super(Application.ofJdk("jdk-async"));
    }
}
