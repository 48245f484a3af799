package io.countersign.counterpart;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A Redis of one's own, for as long as a test lasts. */
final class RedisServerTest {

    private static final String PASSWORD = "redis-s3cret";

    @BeforeEach
    void assumeInstalled() {
        Assumptions.assumeFalse(
                RedisServer.mayBeMissed(), "no redis-server on this machine: apt-get install redis-server");
    }

    @Test
    void itAnswersAndComesAgainEmptyAtTheSamePlace() {
        try (RedisServer first = RedisServer.start(PASSWORD)) {
            assertThat(first.ask("SET", "a", "b")).isEqualTo(List.of("+OK"));
            assertThat(first.ask("GET", "a")).isEqualTo(List.of("$1", "b"));
            first.close();
            try (RedisServer second = first.again()) {
                assertThat(second.url()).isEqualTo(first.url());
                assertThat(second.ask("GET", "a")).isEqualTo(List.of("$-1"));
            }
        }
    }

    @Test
    void twoKeepOutOfEachOthersWay() {
        try (RedisServer one = RedisServer.start(PASSWORD);
                RedisServer another = RedisServer.start(PASSWORD)) {
            assertThat(one.url()).isNotEqualTo(another.url());
        }
    }
}
