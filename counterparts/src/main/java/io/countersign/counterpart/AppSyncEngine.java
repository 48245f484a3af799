package io.countersign.counterpart;

/** What answers behind an {@link AppSyncGate}, once somebody is let in. */
public interface AppSyncEngine extends AutoCloseable {

    /** The answer to a POST to {@code /graphql} or {@code /event}. */
    Reply.Answer answer(ReceivedRequest request);

    /** A web socket is open: what the client sends goes to the peer that is returned. */
    Peer connect(AppSyncHandshake handshake, Peer client);

    @Override
    void close();

    /** One end of a web socket. Its methods may be called by any thread, and return at once. */
    interface Peer {

        /** Takes a text message. */
        void text(String message);

        /** Takes a binary message. */
        void binary(byte[] message);

        /** Hears that there will be no more (RFC 6455, section 7.4). */
        void close(int code, String reason);
    }
}
