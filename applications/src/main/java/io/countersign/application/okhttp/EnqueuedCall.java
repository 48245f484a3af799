package io.countersign.application.okhttp;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/** Waits for a call that runs on a thread of the library. */
final class EnqueuedCall implements Callback {

    private static final int PATIENCE_SECONDS = 60;

    private final CompletableFuture<Response> answer = new CompletableFuture<>();

    static Response answer(Call call) throws IOException {
        EnqueuedCall waiting = new EnqueuedCall();
        call.enqueue(waiting);
        try {
            return waiting.answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                throw (IOException) e.getCause();
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onFailure(Call call, IOException failure) {
        answer.completeExceptionally(failure);
    }

    @Override
    public void onResponse(Call call, Response response) {
        answer.complete(response);
    }
}
