package io.countersign.counterpart;

import java.util.List;

/** An HTTP server on loopback that keeps what it receives, whatever version of the protocol it speaks. */
interface RecordingServer extends AutoCloseable {

    /** Either {@code http} or {@code https}. */
    String scheme();

    /** The port that it listens on. */
    int port();

    /** All requests so far, oldest first. */
    List<ReceivedRequest> received();

    /** Forgets what was received. */
    void forget();

    /** Closes the connections that are open, as servers do with those that were idle for long. */
    void hangUp();

    /** Cuts all connections and frees the port. */
    @Override
    void close();
}
