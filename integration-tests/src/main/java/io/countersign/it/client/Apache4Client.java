package io.countersign.it.client;

import java.io.IOException;
import org.apache.http.HttpEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.LaxRedirectStrategy;
import org.apache.http.util.EntityUtils;

/** Apache HttpClient 4, with the strategy that redirects every method. */
final class Apache4Client implements Client {

    private final CloseableHttpClient http = HttpClientBuilder.create()
            .setRedirectStrategy(LaxRedirectStrategy.INSTANCE)
            .build();

    @Override
    public Response send(Request request) throws IOException {
        RequestBuilder built = RequestBuilder.create(request.method()).setUri(request.url());
        request.headers().forEach(built::addHeader);
        if (request.hasBody()) {
            built.setEntity(new ByteArrayEntity(request.body()));
        }
        try (CloseableHttpResponse response = http.execute(built.build())) {
            HttpEntity entity = response.getEntity();
            byte[] body = entity == null ? null : EntityUtils.toByteArray(entity);
            return Response.of(response.getStatusLine().getStatusCode(), body);
        }
    }
}
