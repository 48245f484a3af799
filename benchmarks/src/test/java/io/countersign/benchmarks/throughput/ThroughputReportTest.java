package io.countersign.benchmarks.throughput;

import io.countersign.benchmarks.startup.Series;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Throughput with the agent over that without. */
class ThroughputReportTest {

    @Test
    void aRatioIsThatOfTheTimesInTheSameRoundTheOtherWayRound() {
        Map<Rules, Series> nanos = new EnumMap<>(Rules.class);
        for (Rules rules : Rules.values()) {
            nanos.put(rules, Series.of(100_000, 200_000, 400_000));
        }
        nanos.put(Rules.SIGV4, Series.of(200_000, 250_000, 400_000));

        assertThat(new ThroughputReport(10).rows(MeasuredClient.OKHTTP, nanos).lines())
                .contains(
                        "| OkHttp 5 | no agent | 20.0 |  |  |  |",
                        "| OkHttp 5 | no agent, a token of its own | 20.0 |  |  |  |",
                        "| OkHttp 5 | token rule | 20.0 | 1.000 | 1.000 … 1.000 | ≥ 0.97 |",
                        "| OkHttp 5 | SigV4 rule | 25.0 | 0.800 | 0.650 … 0.900 |  |");
    }
}
