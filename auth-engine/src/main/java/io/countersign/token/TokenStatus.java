package io.countersign.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an identity stands at one moment, for people: whether it has tokens or credentials, and until when. */
public final class TokenStatus {

    private final State state;
    private final @Nullable Instant expiresAt;

    /** What there is. */
    public enum State {
        /** Nothing was asked for yet. */
        NONE("none"),
        /** Something good. */
        FRESH("fresh"),
        /** Something good that is about to be renewed. */
        STALE("stale"),
        /** Nothing good any more; the next who asks waits for a fetch. */
        EXPIRED("expired"),
        /** Nothing good, and the last attempt to get it failed. */
        FAILED("failed");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As logs and figures call it. */
        public String word() {
            return word;
        }
    }

    private TokenStatus(State state, @Nullable Instant expiresAt) {
        this.state = state;
        this.expiresAt = expiresAt;
    }

    /** @param expiresAt null for what has no end, and where there is nothing */
    public static TokenStatus of(State state, @Nullable Instant expiresAt) {
        return new TokenStatus(state, expiresAt);
    }

    /** What there is. */
    public State state() {
        return state;
    }

    /** When what there is ends, or ended, on this machine's clock; null if it has no end, or there is nothing. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public String toString() {
        return state.word() + (expiresAt == null ? "" : " until " + expiresAt);
    }
}
