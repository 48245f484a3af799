package io.countersign.application.apache4;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.client.utils.URIUtils;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.LaxRedirectStrategy;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.CloseableHttpPipeliningClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.util.EntityUtils;

/** Apache HttpAsyncClient 4.0 and 4.1, whose future is awaited. */
public final class AsyncClient implements Client {

    private static final int PATIENCE_SECONDS = 60;

    private final Sender sender;
    private final boolean relative;

    /** How a request is sent. */
    private interface Sender {
        Future<? extends Object> send(HttpHost host, HttpUriRequest request);
    }

    private AsyncClient(Sender sender, boolean relative) {
        this.sender = sender;
        this.relative = relative;
    }

    /** With the strategy that redirects every method. */
    public static Client standard() {
        CloseableHttpAsyncClient http = HttpAsyncClients.custom()
                .setRedirectStrategy(new LaxRedirectStrategy())
                .build();
        http.start();
        return new AsyncClient((host, request) -> http.execute(request, null), false);
    }

    /** Which follows no redirect, answers no challenge and sends the request line as it is given. */
    public static Client minimal() {
        CloseableHttpAsyncClient http = HttpAsyncClients.createMinimal();
        http.start();
        return new AsyncClient((host, request) -> http.execute(host, request, null), true);
    }

    /** 4.1 and later: of many requests over one connection, here one at a time. */
    public static Client pipelining() {
        CloseableHttpPipeliningClient http = HttpAsyncClients.createPipelining();
        http.start();
        return new AsyncClient((host, request) -> http.execute(host, Collections.singletonList(request), null), true);
    }

    @Override
    public Response send(Request request) throws Exception {
        URI uri = URI.create(request.url());
        HttpHost host = URIUtils.extractHost(uri);
        RequestBuilder built = RequestBuilder.create(request.method()).setUri(relative ? afterHost(uri) : uri);
        request.headers().forEach(built::addHeader);
        Body body = request.body();
        if (body.isPresent()) {
            built.setEntity(entity(body));
        }
        if (body.kind() == Body.Kind.EXPECT) {
            built.setConfig(
                    RequestConfig.custom().setExpectContinueEnabled(true).build());
        }
        HttpResponse response = await(sender.send(host, built.build()));
        HttpEntity entity = response.getEntity();
        byte[] content = entity == null ? null : EntityUtils.toByteArray(entity);
        return Response.of(response.getStatusLine().getStatusCode(), content);
    }

    private static URI afterHost(URI uri) {
        return URI.create(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }

    /** This library reads its entities, and never asks them to write themselves. */
    private static HttpEntity entity(Body body) throws IOException {
        switch (body.kind()) {
            case BYTES:
            case EXPECT:
                return new ByteArrayEntity(body.bytes());
            case GZIP:
                return new StreamedEntity(() -> new ByteArrayInputStream(body.compressed()), false)
                        .encoded("gzip");
            case MULTIPART:
                String boundary = Body.boundary();
                return new StreamedEntity(() -> new ByteArrayInputStream(body.form(boundary)), false)
                        .typed("multipart/form-data; boundary=" + boundary);
            case VARYING:
                return new StreamedEntity(body::open, true);
            default:
                return new StreamedEntity(body::open, false).sized(body.length());
        }
    }

    /** What was thrown at the client's own threads is the application's to see. */
    private static HttpResponse await(Future<? extends Object> future) throws Exception {
        try {
            Object answer = future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return (HttpResponse) (answer instanceof Iterable ? ((Iterable<?>) answer).iterator().next() : answer);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }
}
