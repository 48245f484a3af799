package io.countersign.agent.ops;

import io.countersign.agent.AgentLog;
import io.countersign.rules.RuleSet;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of an agent that works, and when. */
final class DisplaysTest {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Rounds rounds = new Rounds(Runnable::run);
    private final Operations operations = new Operations(new File("agent.properties"), Rig.CLOCK, rounds);

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        AgentLog.to((level, message) -> lines.add(message));
    }

    @AfterEach
    void stop() {
        AgentLog.to(null);
    }

    @Test
    void thatItIsOnIsSaidOnceBeforeTheFirstLibrary() throws Exception {
        RuleSet rules = Rig.rules(folder, Rig.RULES);
        operations.follow(rules);
        rounds.add(0, () -> {
            AgentLog.info("rules alone say nothing");
            return -1;
        });
        assertThat(nextLine()).isEqualTo("rules alone say nothing");
        operations.accept("OkHttp 4.12.0", "okhttp-4.12.0.jar");
        assertThat(nextLine()).matches("version \\S+ is on: agent\\.properties, 2 rules .+");
        assertThat(nextLine()).isEqualTo("OkHttp 4.12.0 is woven (okhttp-4.12.0.jar)");
        operations.accept("java.net.http 17", "JDK");
        assertThat(nextLine()).isEqualTo("java.net.http 17 is woven (JDK)");
    }

    @Test
    void aLibraryThatComesBeforeTheRulesWaitsForThem() throws Exception {
        operations.accept("OkHttp 4.12.0", "okhttp-4.12.0.jar");
        rounds.add(0, () -> {
            AgentLog.info("no rules yet");
            return -1;
        });
        assertThat(nextLine()).isEqualTo("no rules yet");
        operations.follow(Rig.rules(folder, Rig.RULES));
        assertThat(nextLine()).startsWith("version ");
        assertThat(nextLine()).isEqualTo("OkHttp 4.12.0 is woven (okhttp-4.12.0.jar)");
    }

    private String nextLine() throws InterruptedException {
        String line = lines.poll(10, TimeUnit.SECONDS);
        return line == null ? "(nothing)" : line;
    }
}
