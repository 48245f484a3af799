package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.util.List;
import java.util.stream.Stream;

/** The contract for OkHttp 2. */
final class OkHttp2IT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(Stream.of("2.2.0", "2.4.0", "2.5.0", "2.6.0", "2.7.5")
                .map(version -> version(version, "blocking"))
                .toList());
    }

    static Application version(String version, String manner) {
        return Application.of(
                        "OkHttp " + version + ", " + manner,
                        "okhttp2.OkHttp2Library#" + manner,
                        "com.squareup.okhttp:okhttp:" + version)
                .limited(Limit.REDIRECTS_NO_BODY);
    }
}
