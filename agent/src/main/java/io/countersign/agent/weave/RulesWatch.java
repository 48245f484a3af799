package io.countersign.agent.weave;

import io.countersign.agent.AgentLog;
import io.countersign.agent.ops.StartLine;
import io.countersign.rules.RuleChanges;
import io.countersign.rules.RuleSet;
import io.countersign.secret.Environment;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the files hold what they held when the rules were read. Whoever writes them may be half-way, so a version
 * counts when two looks in a row, and the reading itself, find the same. A bad one is said once and changes nothing.
 */
final class RulesWatch implements LongSupplier {

    /** While there are no rules that say how often. */
    private static final long USUAL_MILLIS = 2000;

    private final PendingRules pending;
    private final Consumer<RuleSet> successor;
    private @Nullable RuleSet inUse;
    private @Nullable Map<File, byte @Nullable []> known;
    private @Nullable Map<File, byte @Nullable []> seen;

    /** @param successor is given each good version but the first */
    RulesWatch(PendingRules pending, Consumer<RuleSet> successor) {
        this.pending = pending;
        this.successor = successor;
    }

    /** One look, and after how many milliseconds the next one is due; -1 if the rules want none. */
    @Override
    public long getAsLong() {
        if (known == null && pending.isRead()) {
            known = pending.contents();
            inUse = pending.rules();
        }
        RuleSet rules = inUse;
        if (known != null && (rules == null || rules.reloadMillis() > 0)) {
            look(known);
        }
        rules = inUse;
        return rules == null ? USUAL_MILLIS : rules.reloadMillis();
    }

    private void look(Map<File, byte @Nullable []> before) {
        Map<File, byte @Nullable []> now = now(before);
        Map<File, byte @Nullable []> last = seen;
        seen = null;
        if (isSame(before, now)) {
            return;
        }
        if (last != null && isSame(last, now)) {
            read(now);
        } else {
            seen = now;
        }
    }

    private void read(Map<File, byte @Nullable []> settled) {
        Map<File, byte @Nullable []> contents = new LinkedHashMap<>();
        RuleSet found = null;
        UnusableRulesException unusable = null;
        try {
            found = pending.read(contents);
        } catch (UnusableRulesException e) {
            unusable = e;
        }
        if (hasMoved(settled, contents)) {
            return;
        }
        known = contents;
        if (found != null) {
            takeOver(found);
        } else if (unusable != null) {
            PendingRules.say(
                    unusable,
                    inUse == null
                            ? "the agent stays off and requests go out as the application makes them"
                            : "the rules of before stay in use");
        }
    }

    /** Said first, so that whoever sees a request by these rules finds the line about them. */
    private void takeOver(RuleSet found) {
        RuleSet before = inUse;
        inUse = found;
        StartLine.logAs(found);
        PendingRules.warn(found);
        String path = pending.file().getPath();
        AgentLog.info(
                before == null
                        ? path + " can be used now: " + found
                        : path + " read again: " + found + " (" + RuleChanges.between(before, found) + ")");
        successor.accept(found);
    }

    /** Whether a file that was read held something else by then than it had for two looks. */
    private static boolean hasMoved(Map<File, byte @Nullable []> settled, Map<File, byte @Nullable []> contents) {
        for (Map.Entry<File, byte @Nullable []> each : contents.entrySet()) {
            File file = each.getKey();
            if (settled.containsKey(file) && !Arrays.equals(settled.get(file), each.getValue())) {
                return true;
            }
        }
        return false;
    }

    /**
     * What the same files hold now. A secret that is taken away after it was read is no news, and what is no file, a pipe for
     * instance, is not read twice.
     */
    private Map<File, byte @Nullable []> now(Map<File, byte @Nullable []> before) {
        Map<File, byte @Nullable []> now = new LinkedHashMap<>();
        Environment process = Environment.ofProcess(now);
        for (Map.Entry<File, byte @Nullable []> each : before.entrySet()) {
            File file = each.getKey();
            try {
                boolean isGone = !file.exists();
                if (isGone ? !pending.holdsRules(file) : !file.isFile()) {
                    now.put(file, each.getValue());
                } else {
                    process.read(file);
                }
            } catch (IOException unreadable) {
                // Which is kept, too.
            }
        }
        return now;
    }

    private static boolean isSame(Map<File, byte @Nullable []> some, Map<File, byte @Nullable []> others) {
        for (Map.Entry<File, byte @Nullable []> each : some.entrySet()) {
            if (!Arrays.equals(each.getValue(), others.get(each.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
