package io.countersign.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be used now. The message completes "the token store …" in one line, with the remedy and no secret. */
public class StoreException extends Exception {

    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A store that cannot even be set up, for instance because its key is not to be had. */
    public static StoreException of(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause);
    }
}
