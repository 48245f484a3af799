package io.countersign.agent.weave;

import io.countersign.agent.AgentLog;
import io.countersign.agent.AgentOptions;
import io.countersign.agent.ops.StartLine;
import io.countersign.rules.Problem;
import io.countersign.rules.RuleSet;
import io.countersign.rules.RulesException;
import io.countersign.rules.RulesFile;
import io.countersign.secret.Environment;
import io.countersign.secret.References;
import java.io.File;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rules of this JVM: read on a thread of their own beside the application's start, waited for by the first hop. */
final class PendingRules {

    /** A file that takes longer, on a network that hangs for instance, must not hold up the application for ever. */
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch read = new CountDownLatch(1);
    private volatile @Nullable RuleSet rules;
    private @Nullable Consumer<RuleSet> listener;

    /** Says every problem of the file; the rules are usable if there is none. */
    boolean read(AgentOptions options) {
        try {
            RuleSet found = RulesFile.read(options.rulesFile(), overlay(options), Environment.ofProcess());
            rules = found;
            StartLine.say(found, options.rulesFile());
            for (Problem warning : found.warnings()) {
                AgentLog.warn(warning.toString());
            }
        } catch (RulesException e) {
            for (Problem problem : e.problems()) {
                AgentLog.error(problem.toString());
            }
            AgentLog.error(options.rulesFile().getPath() + " cannot be used; the agent stays off and requests go out as"
                    + " the application makes them");
        } catch (UnknownEnvironmentException e) {
            AgentLog.error("agent option env: " + e.getMessage() + "; the agent stays off");
        } finally {
            read.countDown();
        }
        tell();
        return rules != null;
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

    /** {@code env=prod} adds {@code agent-prod.properties}, beside {@code agent.properties}. */
    private static @Nullable File overlay(AgentOptions options) throws UnknownEnvironmentException {
        String reference = options.environment();
        if (reference == null) {
            return null;
        }
        File file = options.rulesFile();
        String name = resolved(reference, file.getAbsoluteFile().getParentFile());
        int dot = file.getName().lastIndexOf('.');
        int end = dot < 0 ? file.getName().length() : dot;
        return new File(
                file.getParentFile(),
                file.getName().substring(0, end) + "-" + name + file.getName().substring(end));
    }

    private static String resolved(String reference, File directory) throws UnknownEnvironmentException {
        try {
            return References.of(Environment.ofProcess(), directory).resolve(reference);
        } catch (IllegalArgumentException e) {
            throw new UnknownEnvironmentException(e);
        }
    }

    /** The overlay's name is a reference that leads nowhere; nothing else may be mistaken for that. */
    private static final class UnknownEnvironmentException extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownEnvironmentException(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Null if they cannot be used. */
    @Nullable
    RuleSet rules() {
        RuleSet found = rules;
        return found != null || read.getCount() == 0 ? found : awaited();
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
