package io.countersign.it.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JVM in a process of its own, which answers lines of input with lines of output. Nothing of our environment reaches it. */
public final class ForkedJvm implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern GOOD_NEWS =
            Pattern.compile("Countersign: (version \\S+ is on: .+|.+ is woven \\([^()]+\\))");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Process process;
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
    private final Path log;
    private final List<Thread> pumps;

    private ForkedJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.pumps = List.of(
                pump(process.inputReader(StandardCharsets.UTF_8), "out", output),
                pump(process.errorReader(StandardCharsets.UTF_8), "err", errors));
    }

    /** @param name part of its log file's name */
    public static ForkedJvm start(String name, List<String> command, Map<String, String> environment) {
        try {
            Path logs = Files.createDirectories(RunLogs.folder());
            Path log = logs.resolve("%d-%03d-%s.log"
                    .formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet(), name.replace(' ', '-')));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new ForkedJvm(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a line and waits for the one that answers it. */
    public String ask(String line) {
        say(line);
        return nextLine();
    }

    /** Writes a line. */
    public void say(String line) {
        try {
            Writer input = process.outputWriter(StandardCharsets.UTF_8);
            input.write(line + "\n");
            input.flush();
        } catch (IOException e) {
            throw new IllegalStateException("the JVM takes no more input: " + errors(), e);
        }
    }

    /** Waits for a line of output. */
    public String nextLine() {
        String line = poll();
        if (line == null) {
            throw new IllegalStateException(
                    (process.isAlive() ? "the JVM is silent: " : "the JVM ended without a word: ") + errors());
        }
        return line;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Ends its input, waits until it is over, and tells its exit status. */
    public int end() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the JVM does not end: " + errors());
            }
            for (Thread pump : pumps) {
                pump.join(PATIENCE.toMillis());
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Its standard error so far, without blank lines and without what an agent that works says; complete after {@link
     * #end()}.
     */
    public List<String> errors() {
        synchronized (errors) {
            return errors.stream()
                    .filter(line -> !line.isBlank() && !isGoodNews(line))
                    .toList();
        }
    }

    /** All lines of its standard error that are not blank. */
    public List<String> everything() {
        synchronized (errors) {
            return errors.stream().filter(line -> !line.isBlank()).toList();
        }
    }

    /** The lines of output that nobody has asked for; complete after {@link #end()}. */
    public List<String> unread() {
        return List.copyOf(output);
    }

    /** The lines so far that say that the agent works: it is on, and which libraries are woven. */
    public List<String> goodNews() {
        synchronized (errors) {
            return errors.stream().filter(ForkedJvm::isGoodNews).toList();
        }
    }

    private static boolean isGoodNews(String line) {
        return GOOD_NEWS.matcher(line).matches();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private @Nullable String poll() {
        try {
            return output.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private Thread pump(BufferedReader from, String label, java.util.Collection<String> to) {
        Thread pump = new Thread(
                () -> {
                    try {
                        from.lines().forEach(line -> {
                            record(label + " | " + line);
                            to.add(line);
                        });
                    } catch (UncheckedIOException closed) {
                        // The JVM was ended while it was being read: what it would still say is not waited for.
                        record(label + " | (ended: " + closed.getMessage() + ")");
                    }
                },
                label + "-of-" + process.pid());
        pump.setDaemon(true);
        pump.start();
        return pump;
    }

    private synchronized void record(String line) {
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
