package io.countersign.agent.ops;

import io.countersign.request.AuthenticationException;
import java.time.Instant;

/** What went wrong last, and when. Messages of this kind hold no secret. */
final class LastError {

    private final String message;
    private final Instant at;

    private LastError(String message, Instant at) {
        this.message = message;
        this.at = at;
    }

    static LastError of(AuthenticationException failure, Instant at) {
        return new LastError(String.valueOf(failure.getMessage()), at);
    }

    String message() {
        return message;
    }

    /** As ISO 8601 writes it. */
    String at() {
        return at.toString();
    }
}
