package io.countersign.application.spring;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.util.StreamUtils;
import org.springframework.web.client.RestClient;

/** Spring's RestClient, over the client library that it finds. */
public final class RestClientProgram implements Client {

    private final RestClient http = RestClient.create();

    /** As it comes. */
    public static Client client() {
        return new RestClientProgram();
    }

    @Override
    public Response send(Request request) {
        RestClient.RequestBodySpec spec =
                http.method(HttpMethod.valueOf(request.method())).uri(URI.create(request.url()));
        request.headers().forEach(spec::header);
        if (request.body().isPresent()) {
            spec.body(request.body().bytes());
        }
        return spec.exchange((sent, answer) ->
                Response.of(answer.getStatusCode().value(), StreamUtils.copyToByteArray(answer.getBody())));
    }
}
