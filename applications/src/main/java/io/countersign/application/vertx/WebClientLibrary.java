package io.countersign.application.vertx;

import io.countersign.application.Client;
import io.countersign.application.Meanwhile;
import io.countersign.application.Request;
import io.countersign.application.Response;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Vert.x with its web client, which reads answers to their end; the application waits for them. */
public final class WebClientLibrary implements Client {

    private final WebClient http;
    private final boolean futures;

    private WebClientLibrary(WebClient http, boolean futures) {
        this.http = http;
        this.futures = futures;
    }

    /** Up to 4.x: who asks gives a handler. */
    public static Client handlers() {
        return new WebClientLibrary(WebClient.create(Vertx.vertx()), false);
    }

    /** From 4.0 on: who asks gets a future. */
    public static Client futures() {
        return new WebClientLibrary(WebClient.create(Vertx.vertx()), true);
    }

    /** With one thread for all connections, and two requests at a time. */
    public static Client oneLoop() {
        return new Meanwhile(
                new WebClientLibrary(WebClient.create(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))), true));
    }

    @Override
    public Response send(Request request) throws Exception {
        HttpRequest<Buffer> prepared =
                request.method().equals("GET") ? http.getAbs(request.url()) : http.postAbs(request.url());
        request.headers().forEach(prepared::putHeader);
        CompletableFuture<HttpResponse<Buffer>> answer = futures ? asked(prepared, request) : called(prepared, request);
        try {
            HttpResponse<Buffer> response = answer.get();
            Buffer body = response.body();
            return Response.of(response.statusCode(), body == null ? null : body.getBytes());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }

    private static CompletableFuture<HttpResponse<Buffer>> asked(HttpRequest<Buffer> prepared, Request request) {
        return (request.body().isPresent()
                        ? prepared.sendBuffer(Buffer.buffer(request.body().bytes()))
                        : prepared.send())
                .toCompletionStage()
                .toCompletableFuture();
    }

    private static CompletableFuture<HttpResponse<Buffer>> called(HttpRequest<Buffer> prepared, Request request) {
        CompletableFuture<HttpResponse<Buffer>> answer = new CompletableFuture<>();
        Handler<AsyncResult<HttpResponse<Buffer>>> handler = result -> {
            if (result.succeeded()) {
                answer.complete(result.result());
            } else {
                answer.completeExceptionally(result.cause());
            }
        };
        if (request.body().isPresent()) {
            prepared.sendBuffer(Buffer.buffer(request.body().bytes()), handler);
        } else {
            prepared.send(handler);
        }
        return answer;
    }
}
