package io.countersign.request;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class HttpDateTest {

    @ParameterizedTest
    @ValueSource(strings = {"Thu, 01 Jan 2026 00:10:00 GMT", "Thu, 1 Jan 2026 00:10:00 GMT"})
    void isAnInstant(String date) {
        assertThat(HttpDate.parsed(date)).isEqualTo(Instant.parse("2026-01-01T00:10:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-01T00:10:00Z",
                "Fri, 1 Jan 2026 00:10:00 GMT",
                "Thursday, 01-Jan-26 00:10:00 GMT",
                "Thu Jan  1 00:10:00 2026"
            })
    void anythingElseIsNone(String date) {
        assertThat(HttpDate.parsed(date)).isNull();
    }

    @Test
    void noHeaderIsNone() {
        assertThat(HttpDate.parsed(null)).isNull();
    }
}
