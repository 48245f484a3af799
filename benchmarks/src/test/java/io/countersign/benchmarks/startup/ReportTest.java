package io.countersign.benchmarks.startup;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What ends up in docs/benchmarks.md. */
class ReportTest {

    @Test
    void showsTimesAndPairsOfTheScenariosThatRan() {
        Map<Scenario, Series> times = new EnumMap<>(Scenario.class);
        times.put(Scenario.HELLO_EMPTY, Series.of(50, 60, 100));
        times.put(Scenario.HELLO_COUNTERSIGN, Series.of(55, 63, 101));

        assertThat(new Report(times).markdown())
                .contains("| hello world, empty premain | 50.0 | 60.0 | 55.0 … 80.0 |")
                .contains("| hello world, Countersign, against hello world, empty premain"
                        + " | +3.0 | 2.0 … 4.0 | 1.05 | +5.0 | ratio ≤ 1.15 |")
                .doesNotContain("GET");
    }
}
