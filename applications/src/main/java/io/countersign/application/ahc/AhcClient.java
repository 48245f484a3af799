package io.countersign.application.ahc;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.DefaultAsyncHttpClient;
import org.asynchttpclient.DefaultAsyncHttpClientConfig;
import org.asynchttpclient.RequestBuilder;

/** AsyncHttpClient 2 and 3; the application waits for the future. */
public final class AhcClient implements Client {

    private final AsyncHttpClient http;

    private AhcClient(AsyncHttpClient http) {
        this.http = http;
    }

    /** As the manual shows it; redirects that keep a POST are followed as they should be. */
    public static Client standard() {
        return new AhcClient(new DefaultAsyncHttpClient(new DefaultAsyncHttpClientConfig.Builder()
                .setFollowRedirect(true)
                .build()));
    }

    /** With one thread for all connections. */
    public static Client narrow() {
        return new AhcClient(new DefaultAsyncHttpClient(new DefaultAsyncHttpClientConfig.Builder()
                .setFollowRedirect(true)
                .setIoThreadsCount(1)
                .build()));
    }

    @Override
    public Response send(Request request) throws Exception {
        RequestBuilder built = new RequestBuilder(request.method()).setUrl(request.url());
        request.headers().forEach(built::addHeader);
        if (request.body().isPresent()) {
            setBody(built, request.body());
        }
        try {
            org.asynchttpclient.Response answer = http.executeRequest(built).get();
            return Response.of(answer.getStatusCode(), answer.getResponseBodyAsBytes());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }

    private static void setBody(RequestBuilder built, Body body) throws IOException {
        switch (body.kind()) {
            case BYTES:
            case EXPECT:
                built.setBody(body.bytes());
                break;
            case GZIP:
                built.setBody(body.compressed());
                break;
            case MULTIPART:
                built.setBody(body.form(Body.boundary()));
                break;
            default:
                built.setBody(body.open());
        }
    }
}
