package io.countersign.agent.hop;

/** What a rule wants of a body that the library would stream. */
public final class BodyNeed {

    /** Nothing: the library does as it likes. */
    public static final BodyNeed NONE = new BodyNeed(false, false, 0);

    private final boolean signed;
    private final boolean passedOn;
    private final long limit;

    private BodyNeed(boolean signed, boolean passedOn, long limit) {
        this.signed = signed;
        this.passedOn = passedOn;
        this.limit = limit;
    }

    /**
     * A body of a covered hop: read ahead to be signed, or kept to be sent again after a refusal.
     *
     * @param passedOn whether a hop that cannot be authorized is sent nevertheless
     */
    public static BodyNeed of(boolean signed, boolean passedOn, long limit) {
        return new BodyNeed(signed, passedOn, limit);
    }

    /** Whether the body must be known before the head of the request is sent. */
    public boolean isSigned() {
        return signed;
    }

    /** Whether a body that turns out to be too long is sent nevertheless, so that no byte of it may be lost. */
    public boolean isPassedOn() {
        return passedOn;
    }

    /** How many bytes may be held in memory. */
    public long limit() {
        return limit;
    }
}
