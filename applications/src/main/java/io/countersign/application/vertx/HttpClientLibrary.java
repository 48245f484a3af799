package io.countersign.application.vertx;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.ExecutionException;

/** Vert.x from 4.0 on with its own client, which writes bodies piece by piece; the application waits for the answer. */
public final class HttpClientLibrary implements Client {

    private static final int PART = 4;

    private final HttpClient http;

    /** What the method returns is another type from 5.0 on. */
    private HttpClientLibrary(HttpClientOptions options) {
        try {
            this.http = (HttpClient) Vertx.class
                    .getMethod("createHttpClient", HttpClientOptions.class)
                    .invoke(Vertx.vertx(), options);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it comes: HTTP/1.1. */
    public static Client standard() {
        return new HttpClientLibrary(new HttpClientOptions());
    }

    /** With requests behind requests that are not answered yet. */
    public static Client pipelining() {
        return new HttpClientLibrary(new HttpClientOptions().setPipelining(true).setMaxPoolSize(1));
    }

    /** HTTP/2 without TLS, which both sides know of. */
    public static Client http2() {
        return new HttpClientLibrary(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
    }

    @Override
    public Response send(Request request) throws Exception {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(request.url())
                .setMethod(HttpMethod.valueOf(request.method()))
                .setFollowRedirects(true);
        request.headers().forEach(options::putHeader);
        Future<Response> answer = http.request(options)
                .compose(ready -> sent(ready, request.body()))
                .compose(head -> head.body().map(body -> Response.of(head.statusCode(), body.getBytes())));
        try {
            return answer.toCompletionStage().toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }

    private static Future<HttpClientResponse> sent(HttpClientRequest ready, Body body) {
        if (!body.isPresent()) {
            return ready.send();
        }
        ready.setChunked(true);
        Buffer bytes = Buffer.buffer(body.bytes());
        for (int i = 0; i < bytes.length(); i += PART) {
            ready.write(bytes.slice(i, Math.min(bytes.length(), i + PART)));
        }
        ready.end();
        return ready.response();
    }
}
