package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import java.util.List;
import java.util.stream.Stream;

/** The contract for OkHttp 5. */
final class OkHttp5IT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(Stream.of("5.0.0", "5.1.0", "5.5.1")
                .map(version -> version(version, "blocking"))
                .toList());
    }

    static Application version(String version, String manner) {
        return Application.of(
                "OkHttp " + version + ", " + manner,
                "okhttp.OkHttpLibrary#" + manner,
                "com.squareup.okhttp3:okhttp-jvm:" + version);
    }
}
