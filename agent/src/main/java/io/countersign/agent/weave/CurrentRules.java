package io.countersign.agent.weave;

import io.countersign.AuthEngine;
import io.countersign.Surroundings;
import io.countersign.agent.ops.Operations;
import io.countersign.rules.RuleSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The rules that count now, and the engine, which is not loaded before one of them is met. Both change places together. */
final class CurrentRules {

    private final PendingRules pending;
    private final EngineThreads threads;
    private final Operations operations;
    /** To make an engine takes a while, and a virtual thread that waited at a monitor would hold up its carrier. */
    private final Lock changing = new ReentrantLock();

    private volatile @Nullable Ruling current;

    CurrentRules(PendingRules pending, EngineThreads threads, Operations operations) {
        this.pending = pending;
        this.threads = threads;
        this.operations = operations;
    }

    /** Waits for the first ones; null if they cannot be used. */
    @Nullable
    Ruling now() {
        Ruling known = current;
        return known != null ? known : begun();
    }

    /** The same, with an engine. */
    @Nullable
    Ruling withEngine() {
        Ruling known = now();
        return known == null || known.engine() != null ? known : started();
    }

    /** Those that count now if any are known; waits for none. */
    @Nullable
    Ruling known() {
        return current;
    }

    /** From here on these count. Identities that they leave as they are go on with what they have. */
    void replaceBy(RuleSet rules) {
        changing.lock();
        try {
            AuthEngine engine = current == null ? null : current.engine();
            current = new Ruling(rules, engine == null ? null : engine.succeededBy(rules));
        } finally {
            changing.unlock();
        }
    }

    private @Nullable Ruling begun() {
        RuleSet rules = pending.rules();
        if (rules == null) {
            return current;
        }
        changing.lock();
        try {
            if (current == null) {
                current = new Ruling(rules, null);
            }
            return current;
        } finally {
            changing.unlock();
        }
    }

    /** There is one engine only, for the version that counts when it is made. */
    private @Nullable Ruling started() {
        changing.lock();
        try {
            Ruling known = current;
            if (known != null && known.engine() == null) {
                RuleSet rules = known.rules();
                operations.beforeFirstHop();
                Surroundings process = Surroundings.ofProcess(threads).watchedBy(operations.figures());
                current = new Ruling(rules, AuthEngine.of(rules, process));
            }
            return current;
        } finally {
            changing.unlock();
        }
    }
}
