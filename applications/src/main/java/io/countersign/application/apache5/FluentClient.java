package io.countersign.application.apache5;

import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Response;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.fluent.Request;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Apache HttpClient 5 with its fluent API. */
public final class FluentClient implements Client {

    private FluentClient() {}

    /** As it comes. */
    public static Client standard() {
        return new FluentClient();
    }

    @Override
    public Response send(io.countersign.application.Request request) throws IOException {
        Request built = Request.create(request.method(), URI.create(request.url()));
        request.headers().forEach(built::addHeader);
        Body body = request.body();
        if (body.isPresent()) {
            built.body(ClassicClient.entity(body));
        }
        if (body.kind() == Body.Kind.EXPECT) {
            built.useExpectContinue();
        }
        return built.execute().handleResponse(response -> {
            byte[] content = response.getEntity() == null ? null : EntityUtils.toByteArray(response.getEntity());
            return Response.of(response.getCode(), content);
        });
    }
}
