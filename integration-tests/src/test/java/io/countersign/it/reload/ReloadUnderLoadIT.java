package io.countersign.it.reload;

import io.countersign.counterpart.ApiServer;
import io.countersign.counterpart.ReceivedRequest;
import io.countersign.it.harness.AppUnderTest;
import io.countersign.it.harness.AppUnderTest.Outcome;
import io.countersign.it.harness.Application;
import io.countersign.it.harness.Applications;
import io.countersign.it.harness.Jdk;
import io.countersign.it.harness.RulesFile;
import io.countersign.it.harness.RunLogs;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules change 24 times between two forms of credentials while at least a thousand requests a second go out: each
 * request has those of one version and nothing of another.
 */
final class ReloadUnderLoadIT {

    private static final int CHANGES = 24;
    private static final int CROWD = 1000;
    private static final int THREADS = 8;
    private static final int LEAST_RATE = 1000;

    private final List<String> keys = IntStream.rangeClosed(0, CHANGES)
            .mapToObj(version -> RunLogs.ledger().record("under-load-key-" + (100 + version)))
            .toList();
    private final List<CountDownLatch> arrived =
            keys.stream().map(key -> new CountDownLatch(1)).toList();
    private final AtomicInteger received = new AtomicInteger();
    private final Clock clock = Clock.systemUTC();

    @TempDir
    private Path folder;

    static Stream<Application> applications() {
        return Stream.of(Applications.URL_CONNECTION, Applications.JDK_BLOCKING);
    }

    @ParameterizedTest
    @MethodSource("applications")
    void noRequestHasAWrongHeader(Application application, TestReporter reporter) throws Exception {
        try (ApiServer api = ApiServer.requiring(this::refusal);
                AppUnderTest app = AppUnderTest.with(application, Jdk.running())
                        .agent(rules(0, api).write(folder))
                        .start()) {
            crowd(app, api);
            CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> change(api));
            int before = received.get();
            Instant start = clock.instant();
            while (!changes.isDone()) {
                crowd(app, api);
            }
            Duration time = Duration.between(start, clock.instant());
            changes.join();
            long rate = (received.get() - before) * 1000L / time.toMillis();
            assertThat(api.refusals()).isEmpty();
            reporter.publishEntry(application.name(), rate + " requests a second, " + received + " in all");

            api.reset();
            crowd(app, api);

            assertThat(api.received()).hasSize(CROWD).allMatch(request -> version(request) == CHANGES);
            assertThat(app.endAndGetErrors()).hasSize(CHANGES).allMatch(line -> line.contains("read again"));
            assertThat(rate)
                    .as("requests a second during %d changes in %d ms", CHANGES, time.toMillis())
                    .isGreaterThanOrEqualTo(LEAST_RATE);
        }
    }

    private static void crowd(AppUnderTest app, ApiServer api) {
        assertThat(app.sendMany(CROWD, THREADS, "GET", api.at("/echo")).outcomes())
                .containsOnly(Outcome.answer(200, new byte[0]));
    }

    /** Each version is met by a request before the next one is written. */
    private void change(ApiServer api) {
        try {
            for (int version = 1; version <= CHANGES; version++) {
                rules(version, api).replace(folder);
                assertThat(arrived.get(version).await(60, TimeUnit.SECONDS))
                        .as("version %d", version)
                        .isTrue();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** By turns a key and a token, in headers of their own. */
    private RulesFile rules(int version, ApiServer api) {
        boolean keyed = version % 2 == 0;
        return new RulesFile()
                .identity(keyed ? "key" : "token", keyed ? "api-key" : "token")
                .with(keyed ? "api-key" : "value", keys.get(version))
                .rule("api", "127.0.0.1:" + api.port(), keyed ? "key" : "token")
                .global("reload", "100ms");
    }

    private Optional<String> refusal(ReceivedRequest request) {
        received.incrementAndGet();
        int version = version(request);
        if (version < 0) {
            return Optional.of(
                    "no version has x-api-key " + request.values("x-api-key").size() + " times and" + " Authorization "
                            + request.values("Authorization").size() + " times with these values");
        }
        arrived.get(version).countDown();
        return Optional.empty();
    }

    /** The one version whose credentials these are, completely; -1 if there is none. */
    private int version(ReceivedRequest request) {
        List<String> headers = Stream.concat(
                        request.values("x-api-key").stream(),
                        request.values("Authorization").stream().map(value -> "token " + value))
                .toList();
        return IntStream.rangeClosed(0, CHANGES)
                .filter(version -> headers.equals(
                        List.of(version % 2 == 0 ? keys.get(version) : "token Bearer " + keys.get(version))))
                .findFirst()
                .orElse(-1);
    }
}
