package io.countersign.agent.weave;

import io.countersign.AuthEngine;
import io.countersign.rules.RuleSet;
import org.jspecify.annotations.Nullable;

/** One version of the rules, and the engine for it once one is needed. */
final class Ruling {

    private final RuleSet rules;
    private final @Nullable AuthEngine engine;

    Ruling(RuleSet rules, @Nullable AuthEngine engine) {
        this.rules = rules;
        this.engine = engine;
    }

    RuleSet rules() {
        return rules;
    }

    /** Null if nothing has been met yet that rules name. */
    @Nullable
    AuthEngine engine() {
        return engine;
    }
}
