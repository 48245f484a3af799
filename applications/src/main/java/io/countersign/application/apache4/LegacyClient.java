package io.countersign.application.apache4;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.IOException;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.util.EntityUtils;

/** The clients of Apache HttpClient 4.0 to 4.2, which live on, deprecated, in 4.3 to 4.5. */
@SuppressWarnings("deprecation")
public final class LegacyClient implements Client {

    private final HttpClient http;

    LegacyClient(HttpClient http) {
        this.http = http;
    }

    /** As it comes; it redirects no POST. */
    public static Client standard() {
        return new LegacyClient(new org.apache.http.impl.client.DefaultHttpClient());
    }

    /** 4.2 and later, which heeds the system properties. */
    public static Client systemDefault() {
        return new LegacyClient(new org.apache.http.impl.client.SystemDefaultHttpClient());
    }

    /** 4.1 and later, which asks for compressed answers by interceptors. */
    public static Client contentEncoding() {
        return new LegacyClient(new org.apache.http.impl.client.ContentEncodingHttpClient());
    }

    /** 4.2 and later, which asks for compressed answers around another client. */
    public static Client decompressing() {
        return new LegacyClient(new org.apache.http.impl.client.DecompressingHttpClient(
                new org.apache.http.impl.client.DefaultHttpClient()));
    }

    /** 4.1 and later, around another client. */
    public static Client caching() {
        return new LegacyClient(new org.apache.http.impl.client.cache.CachingHttpClient());
    }

    @Override
    public Response send(Request request) throws IOException {
        Body body = request.body();
        HttpUriRequest made = body.isPresent()
                ? NamedRequest.of(request.method(), request.url(), Entities.of(body))
                : NamedRequest.empty(request.method(), request.url());
        request.headers().forEach((name, value) -> setHeader(made, name, value));
        made.getParams().setBooleanParameter("http.protocol.expect-continue", body.kind() == Body.Kind.EXPECT);
        HttpResponse response = http.execute(made);
        HttpEntity entity = response.getEntity();
        byte[] content = entity == null ? null : EntityUtils.toByteArray(entity);
        return Response.of(response.getStatusLine().getStatusCode(), content);
    }

    /** A virtual host is a parameter of these clients, which then take it for the target. */
    private static void setHeader(HttpUriRequest request, String name, String value) {
        if (name.equalsIgnoreCase("Host")) {
            request.getParams().setParameter("http.virtual-host", new HttpHost(value));
        } else {
            request.addHeader(name, value);
        }
    }
}
