package io.countersign.it.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutionException;

/** {@code java.net.http}, in both its manners. */
final class JdkClient implements Client {

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    private final boolean asynchronous;

    private JdkClient(boolean asynchronous) {
        this.asynchronous = asynchronous;
    }

    static Client blocking() {
        return new JdkClient(false);
    }

    static Client asynchronous() {
        return new JdkClient(true);
    }

    @Override
    public Response send(Request request) throws IOException, InterruptedException {
        HttpRequest.Builder built = HttpRequest.newBuilder(URI.create(request.url()));
        request.headers().forEach(built::header);
        built.method(
                request.method(),
                request.hasBody()
                        ? HttpRequest.BodyPublishers.ofByteArray(request.body())
                        : HttpRequest.BodyPublishers.noBody());
        HttpResponse<byte[]> response = answer(built.build());
        return Response.of(response.statusCode(), response.body());
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException, InterruptedException {
        if (!asynchronous) {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
        try {
            return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }
}
