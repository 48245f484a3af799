package io.countersign.application.jaxrs.jakarta;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.client.Invocation;

/** JAX-RS's client, of any maker. */
final class Targets implements Client {

    private final jakarta.ws.rs.client.Client http;

    Targets(jakarta.ws.rs.client.Client http) {
        this.http = http;
    }

    @Override
    public Response send(Request request) {
        Invocation.Builder target = http.target(request.url()).request();
        jakarta.ws.rs.core.Response answer = request.body().isPresent()
                ? target.method(request.method(), Entity.entity(request.body().bytes(), "application/octet-stream"))
                : target.method(request.method());
        try {
            return Response.of(answer.getStatus(), answer.readEntity(byte[].class));
        } finally {
            answer.close();
        }
    }
}
