package io.countersign.secret;

/** A reference that leads nowhere. The message names the reference, what was looked for, and the remedy; never a value. */
public final class UnresolvedReferenceException extends Exception {

    private static final long serialVersionUID = 1L;

    UnresolvedReferenceException(String message) {
        super(message);
    }
}
