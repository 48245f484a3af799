package io.countersign.token;

/** Nothing before a moment, and how often in a row that was necessary. */
final class Pause {

    static final Pause NONE = new Pause(0, Long.MIN_VALUE);

    private final int inARow;
    private final long until;

    private Pause(int inARow, long until) {
        this.inARow = inARow;
        this.until = until;
    }

    static Pause of(int inARow, long until) {
        return new Pause(inARow, until);
    }

    int inARow() {
        return inARow;
    }

    long until() {
        return until;
    }

    boolean isOver(long now) {
        return now >= until;
    }
}
