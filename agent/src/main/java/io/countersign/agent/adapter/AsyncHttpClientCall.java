package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.LibraryRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A hop of AsyncHttpClient that has its connection and is about to be written, in whatever version. */
interface AsyncHttpClientCall extends LibraryRequest {

    /** As it is dialled. */
    @Nullable
    String host();

    /** Whether it asks a proxy to open a tunnel. */
    boolean isConnect();

    /** Whether the body is neither absent nor in memory: a stream, a file, a generator. */
    boolean isStreamed();

    /** In the thread of its connection. */
    void execute(Runnable next);

    /** Has the client write it, as it was about to; nothing if it has been given up meanwhile. */
    void write();

    /** Tells the application that it is not sent. */
    void abort(IOException cause);

    /** Has its answer looked at before the client sees it. */
    void expectAnswer(Hops hops);
}
