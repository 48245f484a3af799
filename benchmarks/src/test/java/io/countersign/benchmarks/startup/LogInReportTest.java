package io.countersign.benchmarks.startup;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How much of a log-in was hidden. */
class LogInReportTest {

    @Test
    void theLogInIsWhatTheRequestTakesLongerThanWithAnApiKey() {
        Map<LogInScenario, Series> times = new EnumMap<>(LogInScenario.class);
        for (LogInScenario scenario : LogInScenario.values()) {
            times.put(scenario, Series.of(100, 200, 300));
        }
        times.put(LogInScenario.AT_ONCE, Series.of(1100, 1200, 1300));
        times.put(LogInScenario.AFTER_ONE_SECOND, Series.of(350, 450, 550));

        assertThat(new LogInReport(times).markdown())
                .contains("| api-key rule | 100.0 | 200.0 | 150.0 … 250.0 |  |  |")
                .contains("| cognito-user rule, request at once | 1100.0 | 1200.0 | 1150.0 … 1250.0 | +1000.0 |  |")
                .contains("1 s of other work | 350.0 | 450.0 | 400.0 … 500.0 | +250.0 | 75 % |")
                .contains("2 s of other work | 100.0 | 200.0 | 150.0 … 250.0 | +0.0 | 100 % |");
    }

    @Test
    void aRequestWithoutCredentialsDoesNotCount() throws IOException {
        assertThat(LogInWorkplace.millis("200 12.345")).isEqualTo(12.345);
        assertThatThrownBy(() -> LogInWorkplace.millis("401 12.345")).hasMessageContaining("401 12.345");
    }
}
