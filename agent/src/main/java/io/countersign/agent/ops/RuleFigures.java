package io.countersign.agent.ops;

import io.countersign.agent.AgentLog;
import io.countersign.event.HopEvents;
import io.countersign.event.HopOutcome;
import io.countersign.request.AuthenticationException;
import io.countersign.request.RequestTarget;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts the hops of one rule, and logs them if the rule says so. */
final class RuleFigures implements HopEvents, RuleMBean {

    private final Tally<HopOutcome> outcomes = Tally.of(HopOutcome.class);
    private final AtomicLong replayed = new AtomicLong();
    private final Clock clock;
    private volatile @Nullable LastError lastError;
    private volatile @Nullable Recorder recorder;
    private volatile @Nullable RuleText rule;

    RuleFigures(Clock clock) {
        this.clock = clock;
    }

    /** What the file says of the rule now. */
    void describe(RuleText text) {
        rule = text;
    }

    /** Who records from now on. */
    void record(Recorder to) {
        recorder = to;
    }

    long count(HopOutcome outcome) {
        return outcomes.of(outcome);
    }

    @Override
    public @Nullable Object begin() {
        Recorder current = recorder;
        return current == null ? null : current.beginHop();
    }

    @Override
    public void end(
            @Nullable Object begun,
            String method,
            RequestTarget target,
            HopOutcome outcome,
            @Nullable AuthenticationException failure) {
        outcomes.add(outcome);
        if (failure != null) {
            lastError = LastError.of(failure, clock.instant());
        }
        Recorder current = recorder;
        if (begun != null && current != null) {
            current.endHop(begun, this, method, target, outcome.word());
        }
        RuleText text = rule;
        if (text != null && text.isDebugged()) {
            AgentLog.debug(text.of(method, target, outcome, failure));
        }
    }

    @Override
    public void replayed(String method, RequestTarget target) {
        replayed.incrementAndGet();
        RuleText text = rule;
        if (text != null && text.isDebugged()) {
            AgentLog.debug(text.of(method, target) + ": sent once more, as the server refused it");
        }
    }

    @Override
    public void answered(String method, RequestTarget target, int status) {
        RuleText text = rule;
        if (text != null && text.isDebugged()) {
            AgentLog.debug(text.of(method, target) + ": the second send was answered with " + status);
        }
    }

    String name() {
        RuleText text = rule;
        return text == null ? "" : text.name();
    }

    @Override
    public String getIdentity() {
        RuleText text = rule;
        return text == null ? "" : text.identity();
    }

    @Override
    public long getMatched() {
        return outcomes.sum();
    }

    @Override
    public long getInjected() {
        return count(HopOutcome.INJECTED);
    }

    @Override
    public long getSkipped() {
        return count(HopOutcome.SKIPPED);
    }

    @Override
    public long getRefused() {
        return count(HopOutcome.REFUSED);
    }

    @Override
    public long getPassed() {
        return count(HopOutcome.PASSED);
    }

    @Override
    public long getAborted() {
        return count(HopOutcome.ABORTED);
    }

    @Override
    public long getReplayed() {
        return replayed.get();
    }

    @Override
    public @Nullable String getLastError() {
        LastError last = lastError;
        return last == null ? null : last.message();
    }

    @Override
    public @Nullable String getLastErrorTime() {
        LastError last = lastError;
        return last == null ? null : last.at();
    }
}
