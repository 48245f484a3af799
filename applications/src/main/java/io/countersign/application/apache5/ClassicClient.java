package io.countersign.application.apache5;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import io.countersign.application.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.GzipCompressingEntity;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/** Apache HttpClient 5 with its classic API. */
public final class ClassicClient implements Client {

    private static final ContentType TYPE = ContentType.APPLICATION_OCTET_STREAM;

    private final CloseableHttpClient http;

    ClassicClient(CloseableHttpClient http) {
        this.http = http;
    }

    /** As it comes. */
    public static Client standard() {
        HttpClientBuilder builder = HttpClients.custom();
        if (Settings.isByTheJvms()) {
            builder.useSystemProperties();
            int connections = Integer.getInteger("http.maxConnections", 5); // as the libraries of the JDK and Apache's 4 do
            builder.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .useSystemProperties()
                    .setMaxConnPerRoute(connections)
                    .setMaxConnTotal(connections)
                    .build());
        }
        return new ClassicClient(builder.build());
    }

    /** As the system properties of the JDK's own client say. */
    public static Client system() {
        return new ClassicClient(HttpClients.createSystem());
    }

    /** Without redirects, cookies, authentication and retries. */
    public static Client minimal() {
        return new ClassicClient(HttpClients.createMinimal());
    }

    @Override
    public Response send(Request request) throws IOException {
        HttpUriRequestBase built = new HttpUriRequestBase(request.method(), URI.create(request.url()));
        request.headers().forEach(built::addHeader);
        Body body = request.body();
        if (body.isPresent()) {
            built.setEntity(entity(body));
        }
        if (body.kind() == Body.Kind.EXPECT || request.timeout() > 0) {
            built.setConfig(RequestConfig.custom()
                    .setExpectContinueEnabled(body.kind() == Body.Kind.EXPECT)
                    .setResponseTimeout(request.timeout(), TimeUnit.MILLISECONDS)
                    .build());
        }
        request.cancelled().by(built::abort);
        return http.execute(built, response -> {
            byte[] content = response.getEntity() == null ? null : EntityUtils.toByteArray(response.getEntity());
            return Response.of(response.getCode(), content);
        });
    }

    static HttpEntity entity(Body body) throws IOException {
        switch (body.kind()) {
            case BYTES:
            case EXPECT:
                return new ByteArrayEntity(body.bytes(), TYPE);
            case GZIP:
                return new GzipCompressingEntity(new InputStreamEntity(body.open(), -1, TYPE));
            case MULTIPART:
                return MultipartEntityBuilder.create()
                        .addBinaryBody("file", body.open(), TYPE, "file")
                        .build();
            case VARYING:
                return new WrittenEntity(body, true);
            case NESTING:
            case BROKEN:
                return new WrittenEntity(body, false);
            default:
                return new InputStreamEntity(body.open(), body.length(), TYPE);
        }
    }
}
