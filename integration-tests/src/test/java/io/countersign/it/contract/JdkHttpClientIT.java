package io.countersign.it.contract;

import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Combination;
import java.util.List;

/** The contract for {@code java.net.http}, blocking. */
final class JdkHttpClientIT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(Applications.JDK_BLOCKING);
    }
}
