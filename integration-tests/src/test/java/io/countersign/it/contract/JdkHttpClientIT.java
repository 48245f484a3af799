package io.countersign.it.contract;

import io.countersign.it.harness.Application;

/** The contract for {@code java.net.http}, blocking. */
final class JdkHttpClientIT extends HttpClientContract {

    JdkHttpClientIT() {
        super(Application.ofJdk("jdk-sync"));
    }
}
