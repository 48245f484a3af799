package io.countersign.application;

import java.util.concurrent.CompletableFuture;

/** How another thread ends a request that is under way, in the way of its library. */
public final class Cancellation {

    private final CompletableFuture<Runnable> way = new CompletableFuture<>();

    /** Called by the client as soon as there is something to cancel. */
    public void by(Runnable cancel) {
        way.complete(cancel);
    }

    /** Waits for that, and does it. */
    void now() {
        way.join().run();
    }
}
