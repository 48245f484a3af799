package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.util.List;
import java.util.stream.Stream;

/** The contract for OkHttp 3.12 to 4. */
final class OkHttpIT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(
                Stream.of("3.14.9", "4.12.0").map(OkHttpIT::version).toList());
    }

    private static Application version(String version) {
        Application application = Application.of(
                "OkHttp " + version, "okhttp.OkHttpLibrary#blocking", "com.squareup.okhttp3:okhttp:" + version);
        return version.startsWith("3.") ? application.limited(Limit.REDIRECTS_NO_BODY) : application;
    }
}
