package io.countersign.application.jdk;

import io.countersign.application.Body;
import io.countersign.application.Cancellation;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import io.countersign.application.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** {@code java.net.http}, in both its manners. */
public final class JdkHttpClient implements Client {

    private final HttpClient http = client();
    private final boolean asynchronous;
    private final Publishing publishing;
    private final Version version;

    /** How what is in memory is published. */
    interface Publishing {
        BodyPublisher publisher(byte[] bytes) throws IOException;
    }

    /** Has a request go out in another version of HTTP than the client's own. */
    interface Version {
        void ask(HttpRequest.Builder request);
    }

    JdkHttpClient(boolean asynchronous, Publishing publishing) {
        this(asynchronous, publishing, request -> {});
    }

    private JdkHttpClient(boolean asynchronous, Publishing publishing, Version version) {
        this.asynchronous = asynchronous;
        this.publishing = publishing;
        this.version = version;
    }

    /** By {@code send}. */
    public static Client blocking() {
        return new JdkHttpClient(false, BodyPublishers::ofByteArray);
    }

    /** By {@code sendAsync}. */
    public static Client asynchronous() {
        return new JdkHttpClient(true, BodyPublishers::ofByteArray);
    }

    /** By {@code send}, in HTTP/3. */
    public static Client http3() {
        return new JdkHttpClient(false, BodyPublishers::ofByteArray, Http3.known());
    }

    /** By {@code sendAsync}, in HTTP/3. */
    public static Client asynchronousHttp3() {
        return new JdkHttpClient(true, BodyPublishers::ofByteArray, Http3.known());
    }

    private static HttpClient client() {
        HttpClient.Builder builder = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS);
        if (Settings.proxyLogin() != null) {
            builder.authenticator(Settings.authenticator());
        }
        return builder.build();
    }

    @Override
    public Response send(Request request) throws IOException, InterruptedException {
        HttpRequest.Builder built = HttpRequest.newBuilder(URI.create(request.url()));
        version.ask(built);
        request.headers().forEach(built::header);
        built.method(request.method(), publisher(request.body(), built));
        if (request.timeout() > 0) {
            built.timeout(Duration.ofMillis(request.timeout()));
        }
        HttpResponse<byte[]> response = answer(built.build(), request.cancelled());
        return Response.of(response.statusCode(), response.body());
    }

    /** Nothing but streams and bytes comes with the library: forms and compression are the application's. */
    private BodyPublisher publisher(Body body, HttpRequest.Builder request) throws IOException {
        switch (body.kind()) {
            case BYTES:
                return body.isPresent() ? publishing.publisher(body.bytes()) : BodyPublishers.noBody();
            case EXPECT:
                request.expectContinue(true);
                return BodyPublishers.ofByteArray(body.bytes());
            case GZIP:
                request.header("Content-Encoding", "gzip");
                return once(new ByteArrayInputStream(body.compressed()));
            case MULTIPART:
                String boundary = Body.boundary();
                request.header("Content-Type", "multipart/form-data; boundary=" + boundary);
                return BodyPublishers.ofByteArray(body.form(boundary));
            case SIZED:
                return body.length() == 0
                        ? BodyPublishers.ofByteArray(body.bytes())
                        : BodyPublishers.fromPublisher(once(body.open()), body.length());
            case STREAM:
            case LARGE:
                return once(body.open());
            default:
                return BodyPublishers.ofInputStream(() -> opened(body));
        }
    }

    private static BodyPublisher once(InputStream stream) {
        return BodyPublishers.ofInputStream(() -> stream);
    }

    private static InputStream opened(Body body) {
        try {
            return body.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<byte[]> answer(HttpRequest request, Cancellation cancelled)
            throws IOException, InterruptedException {
        if (!asynchronous) {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        cancelled.by(() -> answer.cancel(true));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                throw (IOException) e.getCause();
            }
            if (e.getCause() instanceof CancellationException) {
                throw (CancellationException) e.getCause();
            }
            throw new IllegalStateException(e);
        }
    }
}
