package io.countersign.agent.weave;

import io.countersign.agent.AgentLog;
import io.countersign.agent.ops.StartLine;
import io.countersign.rules.Overlay;
import io.countersign.rules.Problem;
import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesException;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rules of this JVM: read on a thread of their own beside the application's start, waited for by the first hop. */
final class PendingRules {

    /** A file that takes longer, on a network that hangs for instance, must not hold up the application for ever. */
    private static final long PATIENCE_SECONDS = 10;

    private final File file;
    private final @Nullable String environment;
    private final CountDownLatch read = new CountDownLatch(1);
    private final Map<File, byte @Nullable []> contents = new LinkedHashMap<>();
    private volatile @Nullable RuleSet rules;
    private volatile @Nullable File overlay;
    private @Nullable Consumer<RuleSet> listener;

    /** @param environment the name of the overlay as given, references unresolved; null if there is none */
    PendingRules(File file, @Nullable String environment) {
        this.file = file;
        this.environment = environment;
    }

    /** Says every problem of the file; the rules are usable if there is none. */
    boolean read() {
        try {
            RuleSet found = read(contents);
            rules = found;
            StartLine.logAs(found);
            warn(found);
        } catch (UnusableRulesException e) {
            say(e, "the agent stays off and requests go out as the application makes them");
        } finally {
            read.countDown();
        }
        tell();
        return rules != null;
    }

    /**
     * What the files say now.
     *
     * @param seen is told what each file holds that is read for it
     */
    RuleSet read(Map<File, byte @Nullable []> seen) throws UnusableRulesException {
        Environment process = Environment.ofProcess(seen);
        try {
            File over = overlay(process);
            overlay = over;
            return RulesFile.read(file, over, process);
        } catch (RulesException e) {
            List<String> problems = new ArrayList<>();
            for (Problem problem : e.problems()) {
                problems.add(problem.toString());
            }
            throw new UnusableRulesException(file.getPath() + " cannot be used", problems, e);
        }
    }

    /** As many lines as there are problems, and what follows. */
    static void say(UnusableRulesException unusable, String consequence) {
        for (String problem : unusable.problems()) {
            AgentLog.error(problem);
        }
        AgentLog.error(unusable.getMessage() + "; " + consequence);
    }

    static void warn(RuleSet rules) {
        for (Problem warning : rules.warnings()) {
            AgentLog.warn(warning.toString());
        }
    }

    /** Calls the listener once there are rules: on this thread if there are some now, else on the one that reads them. */
    void whenRead(Consumer<RuleSet> then) {
        synchronized (this) {
            listener = then;
        }
        tell();
    }

    private void tell() {
        RuleSet found = rules;
        Consumer<RuleSet> waiting = null;
        synchronized (this) {
            if (found != null) {
                waiting = listener;
                listener = null;
            }
        }
        if (waiting != null && found != null) {
            waiting.accept(found);
        }
    }

    private @Nullable File overlay(Environment process) throws UnusableRulesException {
        try {
            return Overlay.of(file, environment, process);
        } catch (IllegalArgumentException e) {
            throw new UnusableRulesException("agent option env: " + e.getMessage(), Collections.emptyList(), e);
        }
    }

    /** Null if they cannot be used. */
    @Nullable
    RuleSet rules() {
        RuleSet found = rules;
        return found != null || isRead() ? found : awaited();
    }

    /** Whether they have been read, usable or not. */
    boolean isRead() {
        return read.getCount() == 0;
    }

    /** What they were read from; complete when they are read. */
    Map<File, byte @Nullable []> contents() {
        return contents;
    }

    File file() {
        return file;
    }

    /** Whether the rules themselves stand in it, or did when they were last read, and not only a value. */
    boolean holdsRules(File some) {
        return some.equals(file) || some.equals(overlay);
    }

    private @Nullable RuleSet awaited() {
        try {
            if (!read.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                AgentLog.error("the rules file was not read within " + PATIENCE_SECONDS
                        + " s, so a request goes out as the application makes it; is the file on a disk that hangs?");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return rules;
    }
}
