package io.countersign.application.apache4;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import io.countersign.application.Settings;
import java.io.IOException;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.entity.GzipCompressingEntity;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.entity.InputStreamEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.client.LaxRedirectStrategy;
import org.apache.http.util.EntityUtils;

/** Apache HttpClient 4.3 to 4.5, with the strategy that redirects every method. */
public final class BlockingClient implements Client {

    private final CloseableHttpClient http;

    BlockingClient(CloseableHttpClient http) {
        this.http = http;
    }

    /** From its builder. */
    public static Client built() {
        HttpClientBuilder builder = HttpClientBuilder.create().setRedirectStrategy(new LaxRedirectStrategy());
        if (Settings.isByTheJvms()) {
            builder.useSystemProperties();
        }
        return new BlockingClient(builder.build());
    }

    /** Which follows no redirect and answers no challenge. */
    public static Client minimal() {
        return new BlockingClient(HttpClients.createMinimal());
    }

    @Override
    public Response send(Request request) throws IOException {
        RequestBuilder built = RequestBuilder.create(request.method()).setUri(request.url());
        request.headers().forEach(built::addHeader);
        Body body = request.body();
        if (body.isPresent()) {
            built.setEntity(entity(body));
        }
        if (body.kind() == Body.Kind.EXPECT || request.timeout() > 0) {
            built.setConfig(RequestConfig.custom()
                    .setExpectContinueEnabled(body.kind() == Body.Kind.EXPECT)
                    .setSocketTimeout(request.timeout())
                    .build());
        }
        HttpUriRequest made = built.build();
        request.cancelled().by(made::abort);
        try (CloseableHttpResponse response = http.execute(made)) {
            HttpEntity entity = response.getEntity();
            byte[] content = entity == null ? null : EntityUtils.toByteArray(entity);
            return Response.of(response.getStatusLine().getStatusCode(), content);
        }
    }

    private static HttpEntity entity(Body body) throws IOException {
        return body.kind() == Body.Kind.GZIP
                ? new GzipCompressingEntity(new InputStreamEntity(body.open(), -1))
                : Entities.of(body);
    }
}
