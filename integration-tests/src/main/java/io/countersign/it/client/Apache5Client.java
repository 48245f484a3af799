package io.countersign.it.client;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Apache HttpClient 5 with its classic API, as it comes. */
final class Apache5Client implements Client {

    private final CloseableHttpClient http = HttpClients.createDefault();

    @Override
    public Response send(Request request) throws IOException {
        HttpUriRequestBase built = new HttpUriRequestBase(request.method(), URI.create(request.url()));
        request.headers().forEach(built::addHeader);
        if (request.hasBody()) {
            built.setEntity(new ByteArrayEntity(request.body(), ContentType.APPLICATION_OCTET_STREAM));
        }
        return http.execute(built, response -> {
            byte[] body = response.getEntity() == null ? null : EntityUtils.toByteArray(response.getEntity());
            return Response.of(response.getCode(), body);
        });
    }
}
