package io.countersign.agent.weave;

import java.util.List;

/** Rules that cannot be used: what is wrong with them, each with its remedy, and never a secret. */
final class UnusableRulesException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** @param message says in a few words what cannot be used */
    UnusableRulesException(String message, List<String> problems, Throwable cause) {
        super(message, cause);
        this.problems = problems;
    }

    /** One line each. */
    List<String> problems() {
        return problems;
    }
}
