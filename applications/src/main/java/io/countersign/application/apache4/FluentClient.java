package io.countersign.application.apache4;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.IOException;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.util.EntityUtils;

/** The fluent interface of Apache HttpClient 4.2 to 4.5, which redirects no POST. */
public final class FluentClient implements Client {

    private FluentClient() {}

    /** With the executor that all requests share. */
    public static Client standard() {
        return new FluentClient();
    }

    @Override
    public Response send(Request request) throws IOException {
        org.apache.http.client.fluent.Request made = made(request.method(), request.url());
        request.headers().forEach(made::addHeader);
        Body body = request.body();
        if (body.isPresent()) {
            made.body(Entities.of(body));
        }
        if (body.kind() == Body.Kind.EXPECT) {
            made.useExpectContinue();
        }
        HttpResponse response = made.execute().returnResponse();
        HttpEntity entity = response.getEntity();
        byte[] content = entity == null ? null : EntityUtils.toByteArray(entity);
        return Response.of(response.getStatusLine().getStatusCode(), content);
    }

    private static org.apache.http.client.fluent.Request made(String method, String url) {
        switch (method) {
            case "GET":
                return org.apache.http.client.fluent.Request.Get(url);
            case "POST":
                return org.apache.http.client.fluent.Request.Post(url);
            case "PUT":
                return org.apache.http.client.fluent.Request.Put(url);
            default:
                throw new IllegalArgumentException(method + " is not among what this application sends");
        }
    }
}
