package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.util.List;
import java.util.stream.Stream;

/** The contract for OkHttp 3 and 4. */
final class OkHttpIT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(Stream.of("3.0.1", "3.3.1", "3.4.2", "3.9.1", "3.14.9", "4.0.1", "4.9.3", "4.12.0")
                .map(version -> version(version, "blocking"))
                .toList());
    }

    static Application version(String version, String manner) {
        Application application = Application.of(
                "OkHttp " + version + ", " + manner,
                "okhttp.OkHttpLibrary#" + manner,
                "com.squareup.okhttp3:okhttp:" + version);
        boolean keepsNoPost = version.startsWith("3.") || version.startsWith("4.0.");
        return keepsNoPost ? application.limited(Limit.REDIRECTS_NO_BODY) : application;
    }
}
