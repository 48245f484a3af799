package io.countersign.agent.ops;

import io.countersign.event.FetchKind;
import io.countersign.event.HopOutcome;
import io.countersign.request.AuthenticationException;
import io.countersign.request.RequestTarget;
import io.countersign.token.TokenStatus;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is counted, logged and written for Prometheus. */
final class FiguresTest {

    private static final RequestTarget ORDERS =
            RequestTarget.of(URI.create("https://orders.example.com/v1?token=the-query"));
    private static final RequestTarget KEYED = RequestTarget.of(URI.create("https://keyed.example.com/"));
    private final AuthenticationException trouble =
            AuthenticationException.terminal("svc: the password is wrong", null);

    private final Figures figures = new Figures(Rig.CLOCK);

    @TempDir
    Path folder;

    @BeforeEach
    void follow() throws Exception {
        figures.follow(Rig.rules(folder, Rig.RULES));
    }

    @Test
    void everyOutcomeHasItsFigureAndMatchedIsTheirSum() {
        RuleFigures rule = figures.ofRule("keyed");
        int times = 1;
        for (HopOutcome outcome : HopOutcome.values()) {
            for (int i = 0; i < times; i++) {
                rule.end(null, "GET", KEYED, outcome, null);
            }
            times *= 2;
        }
        rule.replayed("GET", KEYED);

        assertThat(List.of(
                        rule.getInjected(), rule.getSkipped(), rule.getRefused(), rule.getPassed(), rule.getAborted()))
                .containsExactly(1L, 2L, 4L, 8L, 16L);
        assertThat(rule.getMatched()).isEqualTo(31);
        assertThat(rule.getReplayed()).isOne();
        assertThat(rule.getIdentity()).isEqualTo("key");
        assertThat(rule.getLastError()).isNull();
        assertThat(rule.getLastErrorTime()).isNull();
    }

    @Test
    void theLastErrorIsKeptWithItsTime() {
        RuleFigures rule = figures.ofRule("keyed");
        rule.end(null, "GET", KEYED, HopOutcome.REFUSED, trouble);
        rule.end(null, "GET", KEYED, HopOutcome.INJECTED, null);

        assertThat(rule.getLastError()).isEqualTo("svc: the password is wrong");
        assertThat(rule.getLastErrorTime()).isEqualTo("2026-11-22T15:04:05Z");
    }

    @Test
    void fetchesAreCountedByTheirKind() {
        IdentityFigures svc = figures.ofIdentity("svc");
        svc.end(null, FetchKind.LOG_IN, null);
        svc.end(null, FetchKind.REFRESH, null);
        svc.end(null, FetchKind.REFRESH, null);
        svc.end(null, FetchKind.SHARED, null);
        svc.end(null, FetchKind.REFRESH, trouble);
        svc.end(null, FetchKind.LOG_IN, trouble);

        assertThat(List.of(svc.getLogIns(), svc.getRefreshes(), svc.getShared(), svc.getFailures()))
                .containsExactly(1L, 2L, 1L, 2L);
        assertThat(svc.getType()).isEqualTo("cognito-user");
        assertThat(svc.getLastError()).isEqualTo("svc: the password is wrong");
        assertThat(svc.getLastErrorTime()).isEqualTo("2026-11-22T15:04:05Z");
        assertThat(svc.getState()).isEqualTo("none");
        assertThat(svc.getExpiry()).isNull();
    }

    @Test
    void theEngineTellsHowAnIdentityStands() {
        figures.ask(name -> name.equals("svc")
                ? TokenStatus.of(TokenStatus.State.STALE, Instant.parse("2026-11-22T16:00:00Z"))
                : null);

        assertThat(figures.ofIdentity("svc").getState()).isEqualTo("stale");
        assertThat(figures.ofIdentity("svc").getExpiry()).isEqualTo("2026-11-22T16:00:00Z");
        assertThat(figures.ofIdentity("key").getState()).isEqualTo("none");
    }

    @Test
    void countingGoesOnWhenRulesAreReadAnew() throws Exception {
        figures.ofRule("keyed").end(null, "GET", KEYED, HopOutcome.INJECTED, null);
        assertThat(figures.follow(Rig.rules(folder, Rig.RULES.replace("rule.orders", "rule.later"))))
                .isTrue();

        assertThat(figures.rules()).containsOnlyKeys("keyed", "later");
        assertThat(figures.ofRule("keyed").getMatched()).isOne();
    }

    @Test
    void aRuleThatIsDebuggedSaysALineForEachHop() {
        RuleFigures rule = figures.ofRule("orders");
        List<String> printed = Printed.during(() -> {
            rule.end(null, "GET", ORDERS, HopOutcome.INJECTED, null);
            rule.end(null, "GET", ORDERS, HopOutcome.SKIPPED, null);
            rule.end(null, "GET", ORDERS, HopOutcome.REFUSED, trouble);
            rule.end(null, "GET", ORDERS, HopOutcome.PASSED, trouble);
            rule.end(null, "GET", ORDERS, HopOutcome.ABORTED, null);
            rule.replayed("GET", ORDERS);
            rule.answered("GET", ORDERS, 200);
        });

        String start = "Countersign: debug: rule 'orders': GET https://orders.example.com/v1: ";
        assertThat(printed)
                .containsExactly(
                        start + "access token of identity 'svc' in Authorization",
                        start + "left alone, the application's own credentials stay",
                        start + "not sent: svc: the password is wrong",
                        start + "sent without credentials: svc: the password is wrong",
                        start + "not sent, the application's own code failed while its body was read",
                        start + "sent once more, as the server refused it",
                        start + "the second send was answered with 200");
    }

    @Test
    void othersSayNothingUnlessTheLevelIsDebug() throws Exception {
        assertThat(Printed.during(() -> figures.ofRule("keyed").end(null, "GET", KEYED, HopOutcome.INJECTED, null)))
                .isEmpty();
        figures.follow(Rig.rules(folder, Rig.RULES + "log.level = debug\n"));
        assertThat(Printed.during(() -> figures.ofRule("keyed").end(null, "GET", KEYED, HopOutcome.INJECTED, null)))
                .containsExactly("Countersign: debug: rule 'keyed': GET https://keyed.example.com/: API key of"
                        + " identity 'key' in x-api-key");
    }

    @Test
    void prometheusReadsTheSameFigures() {
        figures.ask(
                name -> TokenStatus.of(TokenStatus.State.FRESH, name.equals("svc") ? Instant.ofEpochSecond(7) : null));
        figures.ofRule("orders").end(null, "GET", ORDERS, HopOutcome.ABORTED, null);
        figures.ofRule("orders").replayed("GET", ORDERS);
        figures.ofIdentity("svc").end(null, FetchKind.REFRESH, trouble);

        String text = new MetricsFile(folder.resolve("m.prom").toFile(), figures).text();

        assertThat(text.lines())
                .contains(
                        "# TYPE countersign_hops_total counter",
                        "countersign_hops_total{rule=\"orders\",outcome=\"aborted\"} 1",
                        "countersign_hops_total{rule=\"keyed\",outcome=\"injected\"} 0",
                        "countersign_replays_total{rule=\"orders\"} 1",
                        "countersign_token_fetches_total{identity=\"svc\",kind=\"refresh\",outcome=\"failed\"} 1",
                        "countersign_token_fetches_total{identity=\"svc\",kind=\"log-in\",outcome=\"ok\"} 0",
                        "# TYPE countersign_token_expiry_timestamp_seconds gauge",
                        "countersign_token_expiry_timestamp_seconds{identity=\"svc\"} 7")
                .allMatch(line -> line.matches("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+\\{([a-z]+=\"[^\"]*\",?)+\\} \\d+"));
        assertThat(text).endsWith("\n").doesNotContain("expiry_timestamp_seconds{identity=\"key\"}");
    }

    @Test
    void labelsAreEscaped() {
        assertThat(Map.of("a\\b", "a\\\\b", "a\"b", "a\\\"b", "a\nb", "a\\nb"))
                .allSatisfy((label, escaped) ->
                        assertThat(MetricsFile.escaped(label)).isEqualTo(escaped));
    }

    @Test
    void aMetricsFileThatCannotBeWrittenIsSaidOnce() {
        MetricsFile file = new MetricsFile(folder.resolve("missing/m.prom").toFile(), figures);

        assertThat(Printed.during(() -> {
                    file.write();
                    file.write();
                }))
                .containsExactly("Countersign: warning: the metrics file " + folder.resolve("missing/m.prom")
                        + " cannot be written: NoSuchFileException; check its folder, its owner and its space");
    }
}
