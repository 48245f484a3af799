package io.countersign.token;

import io.countersign.request.AuthenticationException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** One fetch under way, for which any number of callers wait. */
final class Flight {

    private final TokenUse use;
    private final @Nullable String failureBefore;
    private final CompletableFuture<DatedTokens> landing = new CompletableFuture<>();

    /** @param failureBefore why the attempt before this one failed; null if it did not */
    Flight(TokenUse use, @Nullable String failureBefore) {
        this.use = use;
        this.failureBefore = failureBefore;
    }

    /** What it was started for; the others who wait may need another token of the same set. */
    TokenUse use() {
        return use;
    }

    void land(DatedTokens tokens) {
        landing.complete(tokens);
    }

    void fail(AuthenticationException failure) {
        landing.completeExceptionally(failure);
    }

    /** @param what names what is waited for, as the beginning of a message */
    DatedTokens await(Duration timeout, String what) throws AuthenticationException {
        try {
            return landing.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw again((AuthenticationException) requireNonNull(e.getCause()));
        } catch (TimeoutException e) {
            throw AuthenticationException.transientFailure(
                    what + " has not answered within " + timeout.toMillis()
                            + " ms; the attempt goes on, check the network or raise the timeout"
                            + (failureBefore == null ? "" : " (the attempt before it failed: " + failureBefore + ")"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AuthenticationException.transientFailure(what + " was waited for in a thread interrupted since", e);
        }
    }

    /** The same failure for another caller, who gets an exception with a stack of its own. */
    static AuthenticationException again(AuthenticationException failure) {
        return of(failure.kind(), String.valueOf(failure.getMessage()), failure);
    }

    static AuthenticationException of(AuthenticationException.Kind kind, String message, @Nullable Throwable cause) {
        return kind == AuthenticationException.Kind.TERMINAL
                ? AuthenticationException.terminal(message, cause)
                : AuthenticationException.transientFailure(message, cause);
    }
}
