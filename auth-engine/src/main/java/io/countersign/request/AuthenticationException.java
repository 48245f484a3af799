package io.countersign.request;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Credentials could not be had. The message names the cause and the remedy in one line and never holds a secret. */
public final class AuthenticationException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Whether trying again by itself can help. */
    public enum Kind {
        /** It cannot: a wrong password, a missing user, a setting. Someone must change something first. */
        TERMINAL,
        /** It can: throttling, a server error, a network that does not answer. */
        TRANSIENT
    }

    private final Kind kind;

    private AuthenticationException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** For what only someone's change can mend. */
    public static AuthenticationException terminal(String message, @Nullable Throwable cause) {
        return new AuthenticationException(Kind.TERMINAL, message, cause);
    }

    /** For what the next attempt may overcome. */
    public static AuthenticationException transientFailure(String message, @Nullable Throwable cause) {
        return new AuthenticationException(Kind.TRANSIENT, message, cause);
    }

    /** Whether another attempt may succeed without a human. */
    public Kind kind() {
        return kind;
    }
}
