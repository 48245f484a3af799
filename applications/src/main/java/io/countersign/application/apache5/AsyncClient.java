package io.countersign.application.apache5;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.net.URI;
import java.util.Collections;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.async.methods.ConfigurableHttpRequest;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.async.MinimalHttpAsyncClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http.nio.support.BasicResponseConsumer;
import org.jspecify.annotations.Nullable;

/** Apache HttpClient 5 with its asynchronous API; the application waits for the future. */
public final class AsyncClient implements Client {

    private static final ContentType TYPE = ContentType.APPLICATION_OCTET_STREAM;

    private final ExecutorService writers = Executors.newCachedThreadPool(work -> {
        Thread writer = new Thread(work, "writer");
        writer.setDaemon(true);
        return writer;
    });
    private final Sending sending;

    /** How a request is sent, to a host of its URL. */
    interface Sending {
        Message<HttpResponse, byte[]> send(URI url, AsyncRequestProducer request)
                throws ExecutionException, InterruptedException;
    }

    private AsyncClient(Sending sending) {
        this.sending = sending;
    }

    static Client started(CloseableHttpAsyncClient http) {
        http.start();
        return new AsyncClient(
                (url, request) -> http.execute(request, consumer(), null).get());
    }

    /** As it comes: HTTP/1.1, or HTTP/2 where TLS negotiates it. */
    public static Client standard() {
        return started(HttpAsyncClients.createDefault());
    }

    /** As the system properties of the JDK's own client say. */
    public static Client system() {
        return started(HttpAsyncClients.createSystem());
    }

    /** HTTP/2 and nothing else. */
    public static Client http2() {
        return started(HttpAsyncClients.createHttp2Default());
    }

    /** Without redirects, cookies, authentication and retries. */
    public static Client minimal() {
        return started(HttpAsyncClients.createMinimal());
    }

    /** The same through an endpoint that is leased for each request. */
    public static Client leased() {
        MinimalHttpAsyncClient http = HttpAsyncClients.createMinimal();
        http.start();
        return new AsyncClient((url, request) -> {
            HttpHost host = new HttpHost(url.getScheme(), url.getHost(), url.getPort());
            AsyncClientEndpoint endpoint = http.lease(host, null).get();
            boolean answered = false;
            try {
                Message<HttpResponse, byte[]> answer =
                        endpoint.execute(request, consumer(), null).get();
                answered = true;
                return answer;
            } finally {
                if (answered) {
                    endpoint.releaseAndReuse();
                } else {
                    // After a failure the library closes the connection, but tells of the failure first.
                    endpoint.releaseAndDiscard();
                }
            }
        });
    }

    /** The same with HTTP/2 and nothing else. */
    public static Client minimalHttp2() {
        return started(HttpAsyncClients.createHttp2Minimal());
    }

    /** With credentials of the application's own as a default header. */
    public static Client withOwnCredentials() {
        return started(HttpAsyncClients.custom()
                .setDefaultHeaders(Collections.singletonList(new BasicHeader("Authorization", "Basic b3duOm93bg==")))
                .build());
    }

    @Override
    public Response send(Request request) throws Exception {
        URI url = URI.create(request.url());
        ConfigurableHttpRequest built = new ConfigurableHttpRequest(request.method(), url);
        request.headers().forEach(built::addHeader);
        Body body = request.body();
        if (body.kind() == Body.Kind.EXPECT) {
            built.setConfig(
                    RequestConfig.custom().setExpectContinueEnabled(true).build());
        }
        try {
            Message<HttpResponse, byte[]> answer =
                    sending.send(url, new BasicRequestProducer(built, entity(body, writers)));
            return Response.of(answer.getHead().getCode(), answer.getBody());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }

    private static BasicResponseConsumer<byte[]> consumer() {
        return new BasicResponseConsumer<>(new BasicAsyncEntityConsumer());
    }

    private static @Nullable AsyncEntityProducer entity(Body body, Executor writers) {
        if (!body.isPresent()) {
            return null;
        }
        switch (body.kind()) {
            case BYTES:
            case EXPECT:
                return new BasicAsyncEntityProducer(body.bytes(), TYPE);
            case GZIP:
            case MULTIPART:
                return WritingProducer.of(body, writers);
            default:
                return new StreamProducer(body);
        }
    }
}
