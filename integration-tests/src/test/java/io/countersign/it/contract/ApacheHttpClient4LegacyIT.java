package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.util.List;

/** The contract for the clients of Apache HttpClient 4.0 to 4.2, which 4.3 to 4.5 still have. */
final class ApacheHttpClient4LegacyIT extends HttpClientContract {

    private static final String JAR = "httpclient";
    private static final String CACHE = "httpclient-cache";

    static List<Combination> combinations() {
        return Combination.of(List.of(
                client("4.0", "DefaultHttpClient", JAR, "LegacyClient#standard").limited(Limit.REDIRECTS_NO_BODY),
                client("4.0.3", "DefaultHttpClient", JAR, "LegacyClient#standard")
                        .limited(Limit.REDIRECTS_NO_BODY),
                client("4.1.3", "ContentEncodingHttpClient", JAR, "LegacyClient#contentEncoding")
                        .limited(Limit.REDIRECTS_NO_BODY),
                client("4.1.3", "CachingHttpClient", CACHE, "LegacyClient#caching")
                        .limited(Limit.REDIRECTS_NO_BODY),
                client("4.2.6", "DefaultHttpClient", JAR, "LaxClient#standard"),
                client("4.2.6", "SystemDefaultHttpClient", JAR, "LegacyClient#systemDefault")
                        .limited(Limit.REDIRECTS_NO_BODY),
                client("4.2.6", "DecompressingHttpClient", JAR, "LegacyClient#decompressing")
                        .limited(Limit.REDIRECTS_NO_BODY),
                client("4.3.6", "DefaultHttpClient", JAR, "LaxClient#standard"),
                client("4.4.1", "DefaultHttpClient", JAR, "LegacyClient#standard")
                        .limited(Limit.REDIRECTS_NO_BODY),
                client("4.5.14", "CachingHttpClient", CACHE, "LegacyClient#caching")
                        .limited(Limit.REDIRECTS_NO_BODY),
                client("4.5.14", "DefaultHttpClient", JAR, "LaxClient#standard")));
    }

    private static Application client(String version, String form, String artifact, String factory) {
        return Application.of(
                "Apache HttpClient " + version + ", " + form,
                "apache4." + factory,
                "org.apache.httpcomponents:" + artifact + ":" + version);
    }
}
