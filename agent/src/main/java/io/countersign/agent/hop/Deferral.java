package io.countersign.agent.hop;

import io.countersign.request.HopResponse;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has what may wait done away from the threads of a library that must not. What follows is done where the library wants it,
 * and never in a thread of ours: code of the application may run there, whose requests are not the engine's own.
 */
public final class Deferral {

    private final Hops hops;
    private final String where;

    /** @param where what a defect is reported of */
    public Deferral(Hops hops, String where) {
        this.hops = hops;
        this.where = where;
    }

    /**
     * Authorizes a hop elsewhere.
     *
     * @param then gets what {@link #attempt} says
     */
    public void authorize(LibraryRequest wire, Executor back, Consumer<@Nullable Throwable> then) {
        defer(back, () -> {
            Throwable outcome = attempt(wire);
            return () -> then.accept(outcome);
        });
    }

    /**
     * Authorizes a hop here and now.
     *
     * @return null if it is done; an {@link IOException}, in the words for the application, if the hop must not be sent; else a
     *     defect of ours, which has been reported, and the hop goes out as the application made it
     */
    public @Nullable Throwable attempt(LibraryRequest wire) {
        try {
            hops.authorize(wire);
            return null;
        } catch (Refusal refused) {
            return refused.asFailure();
        } catch (IOException e) {
            return e;
        } catch (RuntimeException | Error defect) {
            hops.report(where, defect);
            return defect;
        }
    }

    /**
     * Looks elsewhere for credentials other than those that were refused.
     *
     * @param then is told whether to send the hop again
     */
    public void renew(Object request, HopResponse refusal, Executor back, Consumer<Boolean> then) {
        defer(back, () -> {
            boolean worth = false;
            try {
                worth = hops.resend(request, refusal);
            } catch (RuntimeException | Error defect) {
                hops.report(where, defect);
            }
            boolean again = worth;
            return () -> then.accept(again);
        });
    }

    /** For the next hop, as this one is not sent again. */
    public void learn(Object request, HopResponse refusal) {
        hops.defer(() -> hops.learn(request, refusal));
    }

    private void defer(Executor back, Step step) {
        hops.defer(() -> {
            Runnable next = step.run();
            try {
                back.execute(next);
            } catch (RejectedExecutionException ended) {
                // Who ends its threads has closed its connections.
            }
        });
    }

    /** What may wait; gives what follows, and does not throw. */
    private interface Step {
        Runnable run();
    }
}
