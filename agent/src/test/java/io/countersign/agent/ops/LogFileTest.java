package io.countersign.agent.ops;

import io.countersign.agent.AgentLog;
import io.countersign.agent.LogSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines in a file: which, in which shape, and what becomes of old ones. */
final class LogFileTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T15:04:05.678901Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @AfterEach
    void toStandardErrorAgain() {
        AgentLog.to(null);
    }

    @Test
    void aLineHasTimeAndWeight() throws IOException {
        ConfiguredLog log = log(LogSink.INFO, "agent.log");

        assertThat(log.print(LogSink.WARN, "in two\r\nlines")).isTrue();
        assertThat(log.print(LogSink.INFO, "good")).isTrue();

        assertThat(lines("agent.log"))
                .containsExactly("2026-11-22T15:04:05.678Z WARN  in two  lines", "2026-11-22T15:04:05.678Z INFO  good");
        assertThat(log).hasToString(folder.resolve("agent.log").toString());
    }

    @ParameterizedTest
    @CsvSource({"0, ERROR", "1, ERROR WARN", "2, ERROR WARN INFO", "3, ERROR WARN INFO"})
    void lighterLinesAreLeftOut(int level, String expected) throws IOException {
        ConfiguredLog log = log(level, "agent.log");
        for (int weight = LogSink.ERROR; weight <= LogSink.INFO; weight++) {
            assertThat(log.print(weight, "x")).isTrue();
        }

        assertThat(lines("agent.log").stream().map(line -> line.split(" ", -1)[1]))
                .containsExactly(expected.split(" ", -1));
    }

    @Test
    void whoIsAskedToDebugIsHeardWhateverTheLevel() throws IOException {
        log(LogSink.ERROR, "agent.log").print(LogSink.DEBUG, "a hop");

        assertThat(lines("agent.log")).containsExactly("2026-11-22T15:04:05.678Z DEBUG a hop");
    }

    @Test
    void withoutAFileOnlyTheLevelCounts() {
        ConfiguredLog log = new ConfiguredLog(LogSink.WARN, null, CLOCK);

        assertThat(log.print(LogSink.INFO, "x")).isTrue();
        assertThat(log.print(LogSink.WARN, "x")).isFalse();
        assertThat(log).hasToString("standard error");
    }

    @Test
    void linesThatCannotBeWrittenGoToStandardErrorWhichIsSaidOnce() {
        AgentLog.to(log(LogSink.INFO, "missing/agent.log"));

        List<String> printed = Printed.during(() -> {
            AgentLog.warn("one");
            AgentLog.info("two");
        });

        assertThat(printed).hasSize(3);
        assertThat(printed.get(0))
                .startsWith("Countersign: error: the log file " + folder.resolve("missing/agent.log"))
                .contains("cannot be written");
        assertThat(printed.subList(1, 3)).containsExactly("Countersign: warning: one", "Countersign: two");
    }

    @Test
    void aFullFileMakesRoomAndTheOldestGoes() throws IOException {
        LogFile file = new LogFile(folder.resolve("agent.log").toFile(), 20, 3);
        for (int i = 1; i <= 9; i++) {
            file.append("line " + i + ", ok"); // 11 bytes with its end, so one a file
        }
        file.close();

        assertThat(lines("agent.log")).containsExactly("line 9, ok");
        assertThat(lines("agent.log.1")).containsExactly("line 8, ok");
        assertThat(lines("agent.log.2")).containsExactly("line 7, ok");
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).hasSize(3);
        }
    }

    @Test
    void oneFileOnlyBeginsAnew() throws IOException {
        LogFile file = new LogFile(folder.resolve("agent.log").toFile(), 20, 1);
        file.append("first line");
        file.append("second line");

        assertThat(lines("agent.log")).containsExactly("second line");
    }

    @Test
    void whatIsThereIsContinuedAndCounts() throws IOException {
        Files.writeString(folder.resolve("agent.log"), "of before\n");
        LogFile file = new LogFile(folder.resolve("agent.log").toFile(), 25, 2);
        file.append("one");
        file.append("two");
        file.append("three");
        file.append("four");

        assertThat(lines("agent.log.1")).containsExactly("of before", "one", "two", "three");
        assertThat(lines("agent.log")).containsExactly("four");
    }

    private ConfiguredLog log(int level, String name) {
        return new ConfiguredLog(level, new LogFile(folder.resolve(name).toFile(), 1000, 2), CLOCK);
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name));
    }
}
