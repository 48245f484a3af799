package io.countersign.agent.hop;

/** What a rule wants of a body that the library would stream. */
public final class BodyNeed {

    /** Nothing: the library does as it likes. */
    public static final BodyNeed NONE = new BodyNeed(false, 0);

    private final boolean signed;
    private final long limit;

    private BodyNeed(boolean signed, long limit) {
        this.signed = signed;
        this.limit = limit;
    }

    /** A body of a covered hop: read ahead to be signed, or kept to be sent again after a refusal. */
    public static BodyNeed of(boolean signed, long limit) {
        return new BodyNeed(signed, limit);
    }

    /** Whether the body must be known before the head of the request is sent. */
    public boolean isSigned() {
        return signed;
    }

    /** How many bytes may be held in memory. */
    public long limit() {
        return limit;
    }
}
