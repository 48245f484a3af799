package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import io.countersign.it.harness.Limit;
import java.util.List;

/** The contract for Apache HttpAsyncClient 4. */
final class ApacheHttpAsyncClient4IT extends HttpClientContract {

    static List<Combination> combinations() {
        return Combination.of(List.of(
                client("4.0", "standard").limited(Limit.REDIRECTS_NO_BODY),
                client("4.0.2", "standard").limited(Limit.REDIRECTS_NO_BODY),
                client("4.0.2", "minimal").limited(Limit.NEVER_SENDS_AGAIN),
                client("4.1", "standard").limited(Limit.REDIRECTS_NO_BODY),
                client("4.1.5", "minimal").limited(Limit.NEVER_SENDS_AGAIN),
                client("4.1.5", "pipelining").limited(Limit.NEVER_SENDS_AGAIN),
                client("4.1.5", "standard")));
    }

    private static Application client(String version, String factory) {
        return Application.of(
                "Apache HttpAsyncClient " + version + (factory.equals("standard") ? "" : ", " + factory),
                "apache4.AsyncClient#" + factory,
                "org.apache.httpcomponents:httpasyncclient:" + version);
    }
}
