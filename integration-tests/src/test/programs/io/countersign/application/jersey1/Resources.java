package io.countersign.application.jersey1;

import com.sun.jersey.api.client.ClientResponse;
import com.sun.jersey.api.client.WebResource;
import io.countersign.application.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.InputStream;

/** Jersey 1, over any of its handlers. */
final class Resources implements Client {

    private static final int NO_CONTENT = 204;

    private final com.sun.jersey.api.client.Client http;

    Resources(com.sun.jersey.api.client.Client http) {
        this.http = http;
    }

    @Override
    public Response send(Request request) throws Exception {
        WebResource resource = http.resource(request.url());
        ClientResponse answer = request.body().isPresent()
                ? resource.type("application/octet-stream")
                        .method(
                                request.method(),
                                ClientResponse.class,
                                request.body().bytes())
                : resource.method(request.method(), ClientResponse.class);
        if (answer.getStatus() == NO_CONTENT) {
            return Response.of(NO_CONTENT, null);
        }
        try (InputStream in = answer.getEntityInputStream()) {
            return Response.of(answer.getStatus(), Body.readAll(in));
        }
    }
}
