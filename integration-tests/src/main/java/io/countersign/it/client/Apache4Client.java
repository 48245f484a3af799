package io.countersign.it.client;

import java.io.IOException;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.entity.GzipCompressingEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.InputStreamEntity;
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
        Body body = request.body();
        if (body.isPresent()) {
            built.setEntity(entity(body));
        }
        if (body.kind() == Body.Kind.EXPECT) {
            built.setConfig(
                    RequestConfig.custom().setExpectContinueEnabled(true).build());
        }
        try (CloseableHttpResponse response = http.execute(built.build())) {
            HttpEntity entity = response.getEntity();
            byte[] content = entity == null ? null : EntityUtils.toByteArray(entity);
            return Response.of(response.getStatusLine().getStatusCode(), content);
        }
    }

    /** Forms come with a jar of their own: here they are the application's. */
    private static HttpEntity entity(Body body) throws IOException {
        return switch (body.kind()) {
            case BYTES, EXPECT -> new ByteArrayEntity(body.bytes());
            case SIZED, STREAM, LARGE -> new InputStreamEntity(body.open(), body.length());
            case GZIP -> new GzipCompressingEntity(new InputStreamEntity(body.open(), -1));
            case MULTIPART -> form(body);
            case VARYING -> new WrittenBody4(body::writeTo, true);
            case NESTING, BROKEN -> new WrittenBody4(body::writeTo, false);
        };
    }

    private static HttpEntity form(Body body) {
        String boundary = Body.boundary();
        WrittenBody4 form = new WrittenBody4(out -> out.write(body.form(boundary)), false);
        form.setContentType("multipart/form-data; boundary=" + boundary);
        return form;
    }
}
