package io.countersign.application;

import java.net.HttpURLConnection;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Sends a request and, before its answer is there, another one. {@code X-Then} is a URL whose answer says that it is time for
 * that, {@code X-Meanwhile} where the other one goes. The answer is that of the first if the other's status is 200.
 */
public final class Meanwhile implements Client {

    private static final int OK = 200;

    private final Client client;

    /** Both are sent by that client. */
    public Meanwhile(Client client) {
        this.client = client;
    }

    @Override
    public Response send(Request request) throws Exception {
        CompletableFuture<Response> first = new CompletableFuture<>();
        Thread sender = new Thread(
                () -> {
                    try {
                        first.complete(client.send(request));
                    } catch (Exception e) {
                        first.completeExceptionally(e);
                    }
                },
                "first");
        sender.start();
        URI then = URI.create(String.valueOf(request.headers().get("X-Then")));
        ((HttpURLConnection) then.toURL().openConnection()).getResponseCode();
        Response other = client.send(Request.parse("GET\t" + request.headers().get("X-Meanwhile") + "\t"));
        if (other.status() != OK) {
            throw new IllegalStateException("the other one was answered with " + other.status());
        }
        try {
            return first.get();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }
}
