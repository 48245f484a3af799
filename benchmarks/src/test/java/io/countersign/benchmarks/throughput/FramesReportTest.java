package io.countersign.benchmarks.throughput;

import io.countersign.benchmarks.startup.Series;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages in a second, with the agent over those without. */
class FramesReportTest {

    @Test
    void aRatioIsThatOfTheTimesInTheSameRoundTheOtherWayRound() {
        Map<SocketRules, Series> nanos = new EnumMap<>(SocketRules.class);
        for (SocketRules rules : SocketRules.values()) {
            nanos.put(rules, Series.of(10_000_000, 20_000_000, 40_000_000));
        }
        nanos.put(SocketRules.IAM, Series.of(20_000_000, 25_000_000, 40_000_000));

        assertThat(new FramesReport(1_000).rows(SocketClient.OKHTTP, nanos).lines())
                .hasSize(SocketRules.values().length)
                .contains(
                        "| OkHttp 5 | stop, no agent | 50,000 |  |  |  |",
                        "| OkHttp 5 | stop, API-key rule | 50,000 | 1.000 | 1.000 … 1.000 | ≥ 10,000 a second |",
                        "| OkHttp 5 | start, IAM rule | 40,000 | 0.800 | 0.650 … 0.900 | ≥ 10,000 a second |");
    }
}
