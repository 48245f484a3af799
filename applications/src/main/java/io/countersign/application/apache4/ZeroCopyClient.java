package io.countersign.application.apache4;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpResponse;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.nio.client.methods.HttpAsyncMethods;
import org.apache.http.nio.protocol.HttpAsyncRequestProducer;
import org.apache.http.util.EntityUtils;

/** HttpAsyncClient 4, which sends a file from the disk without an entity that anybody could read. */
public final class ZeroCopyClient implements Client {

    private static final int PATIENCE_SECONDS = 60;

    private final CloseableHttpAsyncClient http = HttpAsyncClients.createDefault();

    private ZeroCopyClient() {
        http.start();
    }

    /** With a file of the day for each request. */
    public static Client standard() {
        return new ZeroCopyClient();
    }

    @Override
    public Response send(Request request) throws Exception {
        Path file = Files.createTempFile("zero-copy", ".bin");
        try {
            Files.write(file, request.body().bytes());
            HttpAsyncRequestProducer producer = HttpAsyncMethods.createZeroCopyPost(
                    request.url(), file.toFile(), ContentType.APPLICATION_OCTET_STREAM);
            Future<HttpResponse> future = http.execute(producer, HttpAsyncMethods.createConsumer(), null);
            HttpResponse response = future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return Response.of(
                    response.getStatusLine().getStatusCode(), EntityUtils.toByteArray(response.getEntity()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        } finally {
            Files.delete(file);
        }
    }
}
