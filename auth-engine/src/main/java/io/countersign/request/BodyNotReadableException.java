package io.countersign.request;

import java.io.IOException;

/** A body that cannot be read before it is sent; the message says why. */
public final class BodyNotReadableException extends IOException {

    private static final long serialVersionUID = 1L;

    /** The message completes the sentence "the body cannot be signed: …". */
    public BodyNotReadableException(String message) {
        super(message);
    }
}
