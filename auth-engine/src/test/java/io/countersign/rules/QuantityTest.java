package io.countersign.rules;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "5s, 5000",
        "500ms, 500",
        "2m, 120000",
        "PT5S, 5000",
        "PT0.25S, 250",
        "PT1M30S, 90000",
        "5, -1",
        "0s, -1",
        "-5s, -1",
        "PT-5S, -1",
        "PT0S, -1",
        "P, -1",
        "s, -1",
        "1.5s, -1",
        "5 s, -1",
        "5h, -1",
        "999999999m, -1",
        "P99999999999D, -1",
    })
    void readsDurations(String text, long millis) {
        assertThat(Quantity.millis(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1048576, 1048576",
        "512KiB, 524288",
        "10MiB, 10485760",
        "1GiB, 1073741824",
        "2047MiB, 2146435072",
        "2GiB, -1",
        "999999999GiB, -1",
        "10MB, -1",
        "10mib, -1",
        "-1, -1",
        "KiB, -1",
        "1.5MiB, -1",
        "9999999999, -1",
    })
    void readsSizes(String text, long bytes) {
        assertThat(Quantity.bytes(text)).isEqualTo(bytes);
    }
}
