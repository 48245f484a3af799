package io.countersign.agent.hop;

import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The decision that the hops of this JVM go through; behind it stands the engine, loaded when it is first needed. */
public interface Gate {

    /** Whether any rule names the host; called for every request of the JVM, so it must cost next to nothing. */
    boolean covers(String host);

    /** How far the rule for such a hop wants its body read ahead; {@link BodyNeed#NONE} if there is no rule. */
    BodyNeed bodyNeed(RequestTarget target, String method);

    /** Whether some rule signs bodies, so that a request redirected to its host must be kept repeatable. */
    boolean signsBodies();

    /**
     * Whether {@link #authorize} would not wait for anybody, so that it can be called on a thread that must not be held up.
     */
    default boolean isReady(RequestTarget target, String method) {
        return true;
    }

    /** Does, elsewhere and soon, what may wait. */
    default void defer(Runnable work) {
        work.run();
    }

    /** Says what an adapter found wrong with itself outside any hook; the hop went out as the application made it. */
    default void report(String where, Throwable defect) {}

    /**
     * Authorizes a hop.
     *
     * @return how; null if the hop goes out as the application made it
     * @throws IOException if the rule refuses to send it without credentials
     */
    @Nullable
    Authorization authorize(OutboundRequest hop) throws IOException;

    /**
     * Authorizes the second send of a refused hop, by the same rules as the first.
     *
     * @param first what came of the first
     */
    default @Nullable Authorization authorizeAgain(OutboundRequest hop, Authorization first) throws IOException {
        return authorize(hop);
    }

    /**
     * How many characters of a web socket's message may be held until all of it is there; 0 if no rule authorizes the
     * messages of this socket.
     *
     * @param socket where it was opened
     */
    default long messageLimit(RequestTarget socket) {
        return 0;
    }

    /**
     * Authorizes a text message of a web socket.
     *
     * @param socket where it was opened
     * @param subprotocols what it asked for, or speaks; null if none is known
     * @return what is sent; the text itself if nothing has to be added
     * @throws IOException if the rule refuses to send it without credentials
     */
    default String authorizeMessage(RequestTarget socket, @Nullable String subprotocols, String text)
            throws IOException {
        return text;
    }
}
