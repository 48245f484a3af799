package io.countersign.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static java.util.Objects.requireNonNull;

/**
 * Lets nobody wait longer than so long for a store, whatever a disk or network does: each step runs on another thread, which
 * is left alone if it does not come back.
 */
public final class BoundedStore implements TokenStore {

    private final TokenStore store;
    private final Duration timeout;
    private final Executor executor;

    private BoundedStore(TokenStore store, Duration timeout, Executor executor) {
        this.store = store;
        this.timeout = timeout;
        this.executor = executor;
    }

    /** @param executor runs the steps; it must not queue one behind another */
    public static BoundedStore of(TokenStore store, Duration timeout, Executor executor) {
        return new BoundedStore(store, timeout, executor);
    }

    @Override
    public Visit visit(String entry, Duration lease) throws StoreException {
        CompletableFuture<Visit> opening = new CompletableFuture<>();
        Visit visit = within(opening, () -> store.visit(entry, lease));
        return new BoundedVisit(visit);
    }

    private <T> T within(CompletableFuture<T> outcome, Step<T> step) throws StoreException {
        try {
            executor.execute(() -> run(step, outcome));
            return requireNonNull(outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof StoreException
                    ? (StoreException) cause
                    : new StoreException(
                            "failed unexpectedly: "
                                    + requireNonNull(cause).getClass().getName(),
                            cause);
        } catch (TimeoutException e) {
            outcome.cancel(false); // so that a visit which begins after all is ended at once
            throw new StoreException(
                    "did not answer within " + timeout.toMillis() + " ms; check it, or raise token-store.timeout", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("was waited for in a thread interrupted since", e);
        }
    }

    private static <T> void run(Step<T> step, CompletableFuture<T> outcome) {
        try {
            T value = step.take();
            if (!outcome.complete(value) && value instanceof Visit) {
                ((Visit) value).close();
            }
        } catch (Throwable e) { // whatever it is, somebody waits for it
            outcome.completeExceptionally(e);
        }
    }

    @Override
    public String toString() {
        return store.toString();
    }

    /** What takes time. */
    private interface Step<T> {
        T take() throws StoreException;
    }

    /** A visit whose steps are bounded; after one that was too slow, nothing more is tried. */
    private final class BoundedVisit implements Visit {

        private final Visit visit;

        BoundedVisit(Visit visit) {
            this.visit = visit;
        }

        @Override
        public long now() throws StoreException {
            return within(new CompletableFuture<>(), visit::now);
        }

        @Override
        public byte[] read() throws StoreException {
            return within(new CompletableFuture<>(), visit::read);
        }

        @Override
        public boolean tryLock() throws StoreException {
            return within(new CompletableFuture<>(), visit::tryLock);
        }

        @Override
        public void write(byte[] content) throws StoreException {
            within(new CompletableFuture<>(), () -> {
                visit.write(content);
                return true;
            });
        }

        @Override
        public void close() {
            try {
                within(new CompletableFuture<>(), () -> {
                    visit.close();
                    return true;
                });
            } catch (StoreException ignored) {
                // Its lock lapses by itself.
            }
        }
    }
}
