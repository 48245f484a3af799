package io.countersign.cognito;

import io.countersign.counterpart.MutableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** The time where Cognito is. */
final class ServerClockTest {

    private static final Instant LOCAL = Instant.parse("2026-01-01T00:00:00Z");

    private final ServerClock clock = new ServerClock(new MutableClock(LOCAL));

    @ParameterizedTest
    @CsvSource({
        "'Thu, 1 Jan 2026 00:10:00 GMT', 2026-01-01T00:10:00Z",
        "'Wed, 31 Dec 2025 23:50:00 GMT', 2025-12-31T23:50:00Z",
        "'Thu, 01 Jan 2026 00:00:10 GMT', 2026-01-01T00:00:10Z"
    })
    void theTimeOfAnAnswerIsLearned(String date, Instant there) {
        clock.learn(answer(date));
        assertThat(clock.now()).isEqualTo(there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thu, 1 Jan 2026 00:00:09 GMT", "Wed, 31 Dec 2025 23:59:51 GMT"})
    void aFewSecondsAreNoiseAndTheLocalClockIsTheBetterOne(String date) {
        clock.learn(answer("Thu, 1 Jan 2026 01:00:00 GMT"));
        clock.learn(answer(date));
        assertThat(clock.now()).isEqualTo(LOCAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-01-01T00:10:00Z", "Fri, 1 Jan 2026 00:10:00 GMT"})
    void whatIsNoDateTeachesNothing(String date) {
        clock.learn(answer(date));
        assertThat(clock.now()).isEqualTo(LOCAL);
    }

    @Test
    void noAnswerTeachesNothing() {
        clock.learn(answer("Thu, 1 Jan 2026 00:10:00 GMT"));
        clock.learn(null);
        clock.learn(SdkHttpResponse.builder().statusCode(500).build());
        assertThat(clock.now()).isEqualTo(LOCAL.plusSeconds(600));
    }

    private static SdkHttpResponse answer(String date) {
        return SdkHttpResponse.builder().statusCode(200).putHeader("date", date).build();
    }
}
