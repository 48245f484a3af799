package io.countersign.it.client;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.GzipCompressingEntity;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/** Apache HttpClient 5 with its classic API, as it comes. */
final class Apache5Client implements Client {

    private static final ContentType TYPE = ContentType.APPLICATION_OCTET_STREAM;

    private final CloseableHttpClient http = HttpClients.createDefault();

    @Override
    public Response send(Request request) throws IOException {
        HttpUriRequestBase built = new HttpUriRequestBase(request.method(), URI.create(request.url()));
        request.headers().forEach(built::addHeader);
        Body body = request.body();
        if (body.isPresent()) {
            built.setEntity(entity(body));
        }
        if (body.kind() == Body.Kind.EXPECT) {
            built.setConfig(
                    RequestConfig.custom().setExpectContinueEnabled(true).build());
        }
        return http.execute(built, response -> {
            byte[] content = response.getEntity() == null ? null : EntityUtils.toByteArray(response.getEntity());
            return Response.of(response.getCode(), content);
        });
    }

    private static HttpEntity entity(Body body) throws IOException {
        return switch (body.kind()) {
            case BYTES, EXPECT -> new ByteArrayEntity(body.bytes(), TYPE);
            case SIZED, STREAM, LARGE -> new InputStreamEntity(body.open(), body.length(), TYPE);
            case GZIP -> new GzipCompressingEntity(new InputStreamEntity(body.open(), -1, TYPE));
            case MULTIPART ->
                MultipartEntityBuilder.create()
                        .addBinaryBody("file", body.open(), TYPE, "file")
                        .build();
            case VARYING -> new WrittenBody5(body, true);
            case NESTING, BROKEN -> new WrittenBody5(body, false);
        };
    }
}
