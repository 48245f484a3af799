package io.countersign.event;

import io.countersign.request.AuthenticationException;
import io.countersign.request.RequestTarget;
import org.jspecify.annotations.Nullable;

/**
 * Told what becomes of the hops that one rule takes; a message of a web socket that carries an authorization counts as one.
 * Called on the application's threads, for every hop: it must neither wait nor throw.
 */
public interface HopEvents {

    /** A hop begins; what this gives is handed back when it ends. Null for who does not measure. */
    @Nullable
    Object begin();

    /**
     * The decision about a hop is made.
     *
     * @param begun what {@link #begin} gave
     * @param target as the application wrote it
     * @param failure why there were no credentials; null if there were, or none were needed
     */
    void end(
            @Nullable Object begun,
            String method,
            RequestTarget target,
            HopOutcome outcome,
            @Nullable AuthenticationException failure);

    /** A hop that the server refused is sent once more with other credentials. */
    void replayed(String method, RequestTarget target);

    /** What the server answered to that second send; not every library shows it. */
    void answered(String method, RequestTarget target, int status);
}
