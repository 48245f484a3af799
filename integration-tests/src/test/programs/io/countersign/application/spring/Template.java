package io.countersign.application.spring;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.net.URI;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestTemplate;

/** Spring's RestTemplate, over any of its request factories. */
final class Template implements Client {

    private final RestTemplate template;

    Template(ClientHttpRequestFactory requests) {
        template = new RestTemplate(requests);
    }

    @Override
    public Response send(Request request) throws Exception {
        HttpHeaders headers = new HttpHeaders();
        request.headers().forEach(headers::add);
        byte[] body = request.body().isPresent() ? request.body().bytes() : null;
        try {
            ResponseEntity<byte[]> answer = template.exchange(
                    URI.create(request.url()),
                    HttpMethod.valueOf(request.method()),
                    new HttpEntity<>(body, headers),
                    byte[].class);
            return Response.of(answer.getStatusCode().value(), answer.getBody());
        } catch (HttpStatusCodeException e) {
            return Response.of(e.getStatusCode().value(), e.getResponseBodyAsByteArray());
        }
    }
}
