package io.countersign.agent.ops;

import io.countersign.agent.AgentLog;
import io.countersign.agent.LogSink;
import io.countersign.rules.GlobalSettings;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the rules file says of the log: which lines, and whether they go to a file. */
final class ConfiguredLog implements LogSink {

    private static final List<String> LEVELS = Arrays.asList("error", "warn", "info", "debug");

    /** As a file shows them: all of one width. */
    private static final String[] COLUMN = {"ERROR", "WARN ", "INFO ", "DEBUG"};

    private final int level;
    private final Clock clock;
    private volatile @Nullable LogFile file;

    ConfiguredLog(int level, @Nullable LogFile file, Clock clock) {
        this.level = level;
        this.file = file;
        this.clock = clock;
    }

    static ConfiguredLog of(GlobalSettings settings) {
        String path = settings.optionalText("log.file");
        LogFile file = path == null
                ? null
                : new LogFile(new File(path), settings.bytes("log.max-size"), settings.count("log.files"));
        return new ConfiguredLog(LEVELS.indexOf(settings.text("log.level")), file, Clock.systemUTC());
    }

    /** Whoever says something at debug level has been asked to, by the level or by a rule. */
    @Override
    public boolean print(int weight, String message) {
        if (weight > level && weight != DEBUG) {
            return true;
        }
        LogFile open = file;
        if (open == null) {
            return false;
        }
        try {
            open.append(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + COLUMN[weight] + " "
                    + message.replace('\r', ' ').replace('\n', ' '));
            return true;
        } catch (IOException e) {
            giveUp(open, e);
            return false;
        }
    }

    @Override
    public boolean wantsDebug() {
        return level == DEBUG;
    }

    /** A line that is under way opens the file again, rather than be lost. */
    @Override
    public void close() {
        LogFile open = file;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException ignored) {
            // All its lines are written: nothing is buffered.
        }
    }

    @Override
    public String toString() {
        LogFile open = file;
        return open == null ? "standard error" : open.toString();
    }

    /** Once: many threads may find out at the same time. */
    private synchronized void giveUp(LogFile broken, IOException why) {
        if (file == null) {
            return;
        }
        file = null;
        AgentLog.error(
                "the log file " + broken + " cannot be written: " + why.getMessage()
                        + "; check its folder, its owner and its space; until the rules are read again, lines go to standard error");
        try {
            broken.close();
        } catch (IOException ignored) {
            // It is broken anyway, and that has been said.
        }
    }
}
