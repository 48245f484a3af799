package io.countersign.event;

/** What became of a hop that a rule took. */
public enum HopOutcome {
    /** Credentials were added. */
    INJECTED("injected"),
    /** Left alone: the application authorized it itself. */
    SKIPPED("skipped"),
    /** Not sent, since there were no credentials for it. */
    REFUSED("refused"),
    /** Sent without credentials, since there were none and the rule lets it pass. */
    PASSED("passed"),
    /** Not sent: the application's own code failed while its body was read to be signed. */
    ABORTED("aborted");

    private final String word;

    HopOutcome(String word) {
        this.word = word;
    }

    /** As logs and figures call it. */
    public String word() {
        return word;
    }
}
