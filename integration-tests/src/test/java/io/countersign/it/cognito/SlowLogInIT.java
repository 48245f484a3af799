package io.countersign.it.cognito;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.Requirement;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * While a log-in takes its time, no thread that serves the connections of an asynchronous client waits for it: neither
 * for a request of the application nor for the hop of a redirect, which the client sends in such a thread itself.
 */
final class SlowLogInIT {

    private static final int REDIRECTS = 12;

    private final HeldSrp srp = new HeldSrp();

    @TempDir
    private Path folder;

    static Stream<Application> clients() {
        return Stream.of(
                Application.of(
                        "Jetty HttpClient 12.1.14, slow log-in",
                        "jetty.JettyClient#asynchronous",
                        "org.eclipse.jetty:jetty-client:12.1.14"),
                Application.of(
                        "AsyncHttpClient 3.0.13, slow log-in",
                        "ahc.AhcClient#narrow",
                        "org.asynchttpclient:async-http-client:3.0.13"));
    }

    @ParameterizedTest
    @MethodSource("clients")
    void noThreadOfTheClientWaits(Application client) throws IOException {
        try (srp;
                Site site = Site.over("held", srp.server()).with("timeout", "60s");
                ApiServer open = ApiServer.requiring(Requirement.none());
                AppUnderTest app = AppUnderTest.with(client, Jdk.running())
                        .agent(rules(site))
                        .start()) {
            URI redirect = open.at("localhost", ApiServer.redirectTo(site.api.at("/echo")));
            AppUnderTest.Crowd crowd = app.sendMany(REDIRECTS, REDIRECTS, "GET", redirect);
            assertThat(awaitWaiting(app)).allMatch(thread -> thread.startsWith("\"countersign-"));
            srp.release();
            assertThat(crowd.outcomes()).hasSize(REDIRECTS).containsOnly(Outcome.answer(200, new byte[0]));
            assertThat(open.received()).hasSize(REDIRECTS);
            assertThat(site.api.refusals()).isEmpty();
        }
    }

    private Path rules(Site site) throws IOException {
        RulesFile rules = new RulesFile();
        site.describe(rules);
        return rules.write(folder);
    }

    /** The heads of all threads in the dump that wait for the log-in, as soon as all hops do. */
    private static List<String> awaitWaiting(AppUnderTest app) throws IOException {
        Instant limit = Clock.systemUTC().instant().plusSeconds(60);
        List<String> waiting = List.of();
        while (waiting.size() < REDIRECTS) {
            assertThat(Clock.systemUTC().instant()).isBefore(limit);
            waiting = Stream.of(dump(app).split("\n\n", -1))
                    .map(String::strip)
                    .filter(thread -> thread.contains("io.countersign.token.Flight.await"))
                    .toList();
        }
        return waiting;
    }

    private static String dump(AppUnderTest app) throws IOException {
        Process jstack = new ProcessBuilder(
                        Jdk.running().home().resolve("bin/jstack").toString(), Long.toString(app.pid()))
                .redirectErrorStream(true)
                .start();
        try (var out = jstack.inputReader()) {
            return String.join("\n", out.lines().toList());
        }
    }
}
