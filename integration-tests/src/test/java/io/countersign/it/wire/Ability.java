package io.countersign.it.wire;

/** What a client library does besides HTTP/1.1 over a connection of its own; the tests of it run for those that do it. */
enum Ability {
    /** Its application heeds what operators set for the JVM, a timeout, and that a request is given up. */
    OPERATED,
    /** Speaks HTTP/2 over TLS where the server does, without being told to. */
    HTTP_2,
    /** Sends the Host that an application sets beside the authority of HTTP/2, where it means nothing. */
    HOST_BESIDE_AUTHORITY,
    /** Asks for HTTP/2 without TLS by an upgrade, or knows of it. */
    H2C,
    /** Goes through the SOCKS proxy that the JVM is set to. */
    SOCKS,
    /** Can be told to give a request up from another thread. */
    CANCELLATION,
    /** Ends a request when the thread that waits for it is interrupted. */
    INTERRUPTION
}
