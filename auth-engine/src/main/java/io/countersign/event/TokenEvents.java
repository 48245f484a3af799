package io.countersign.event;

import io.countersign.request.AuthenticationException;
import org.jspecify.annotations.Nullable;

/** Told of each attempt of one identity to get tokens or credentials, on the thread that makes it; it must not throw. */
public interface TokenEvents {

    /** An attempt begins; what this gives is handed back when it ends. Null for who does not measure. */
    @Nullable
    Object begin();

    /**
     * An attempt has ended.
     *
     * @param begun what {@link #begin} gave
     * @param kind how the tokens were got; of a failure, how it was tried first
     * @param failure null if there are tokens
     */
    void end(@Nullable Object begun, FetchKind kind, @Nullable AuthenticationException failure);
}
