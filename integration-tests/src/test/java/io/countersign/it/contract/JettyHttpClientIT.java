package io.countersign.it.contract;

import io.countersign.it.harness.Application;
import io.countersign.it.harness.Combination;
import java.util.ArrayList;
import java.util.List;

/** The contract for Jetty's HttpClient over HTTP/1.1; from version 12 on it lives in other packages. */
final class JettyHttpClientIT extends HttpClientContract {

    static List<Combination> combinations() {
        List<Application> applications = new ArrayList<>();
        applications.add(client("9.2.8.v20150217", "blocking"));
        applications.add(client("9.2.30.v20200428", "asynchronous"));
        applications.add(client("9.3.30.v20211001", "blocking"));
        applications.add(client("9.4.58.v20250814", "blocking"));
        applications.add(client("9.4.58.v20250814", "asynchronous"));
        applications.add(client("10.0.26", "blocking").since(11));
        applications.add(client("10.0.26", "asynchronous").since(11));
        applications.add(client("11.0.26", "blocking").since(11));
        applications.add(client("12.0.0", "blocking").since(17));
        applications.add(client("12.0.31", "asynchronous").since(17));
        applications.add(client("12.1.14", "blocking").since(17));
        applications.add(client("12.1.14", "asynchronous").since(17));
        return Combination.ofEnds(applications);
    }

    private static Application client(String version, String form) {
        return Application.of(
                "Jetty HttpClient " + version + ", " + form,
                "jetty.JettyClient#" + form,
                "org.eclipse.jetty:jetty-client:" + version);
    }
}
