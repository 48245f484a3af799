package io.countersign.application.ahc1;

import com.ning.http.client.AsyncHttpClient;
import com.ning.http.client.AsyncHttpClientConfig;
import com.ning.http.client.RequestBuilder;
import com.ning.http.client.generators.InputStreamBodyGenerator;
import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.util.concurrent.ExecutionException;

/** AsyncHttpClient 1.9 with Netty; the application waits for the future. */
public final class NingClient implements Client {

    private final AsyncHttpClient http;

    private NingClient(AsyncHttpClient http) {
        this.http = http;
    }

    /** As the manual shows it. */
    public static Client standard() {
        return new NingClient(new AsyncHttpClient(
                new AsyncHttpClientConfig.Builder().setFollowRedirect(true).build()));
    }

    @Override
    public Response send(Request request) throws Exception {
        RequestBuilder built = new RequestBuilder(request.method()).setUrl(request.url());
        request.headers().forEach(built::addHeader);
        Body body = request.body();
        if (body.kind() == Body.Kind.STREAM || body.kind() == Body.Kind.SIZED) {
            built.setBody(new InputStreamBodyGenerator(body.open()));
        } else if (body.isPresent()) {
            built.setBody(body.bytes());
        }
        try {
            com.ning.http.client.Response answer =
                    http.executeRequest(built.build()).get();
            return Response.of(answer.getStatusCode(), answer.getResponseBodyAsBytes());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }
}
