package io.countersign.application.feign;

import feign.Feign;
import feign.Response.Body;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.io.InputStream;
import java.net.URI;

/** OpenFeign, over any of its clients. */
final class FeignProgram implements Client {

    private final Target target;

    FeignProgram(Feign.Builder builder) {
        target = builder.encoder((body, type, template) -> template.body((byte[]) body, null))
                .target(feign.Target.EmptyTarget.create(Target.class));
    }

    @Override
    public Response send(Request request) throws Exception {
        URI there = URI.create(request.url());
        feign.Response answer = request.method().equals("GET")
                ? target.get(there)
                : target.post(there, request.body().bytes());
        Body body = answer.body();
        if (body == null) {
            return Response.of(answer.status(), null);
        }
        try (InputStream in = body.asInputStream()) {
            return Response.of(answer.status(), io.countersign.application.Body.readAll(in));
        }
    }
}
