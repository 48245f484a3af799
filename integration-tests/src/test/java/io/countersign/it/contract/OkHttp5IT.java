package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import java.util.List;
import java.util.stream.Stream;

/** The contract for OkHttp 5. */
final class OkHttp5IT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(
                Stream.of("5.0.0", "5.5.1").map(OkHttp5IT::version).toList());
    }

    private static Application version(String version) {
        return Application.of(
                "OkHttp " + version, "okhttp.OkHttpLibrary#blocking", "com.squareup.okhttp3:okhttp-jvm:" + version);
    }
}
