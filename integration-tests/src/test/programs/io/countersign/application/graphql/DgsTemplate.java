package io.countersign.application.graphql;

import com.netflix.graphql.dgs.client.CustomGraphQLClient;
import com.netflix.graphql.dgs.client.GraphQLClient;
import com.netflix.graphql.dgs.client.GraphQLResponse;
import com.netflix.graphql.dgs.client.HttpResponse;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.util.Base64;
import java.util.Collections;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestTemplate;

/** Netflix DGS's GraphQL client over RestTemplate; each request is a query, whose variable carries the body. */
public final class DgsTemplate implements Client {

    private final RestTemplate template = new RestTemplate();

    /** As its manual shows. */
    public static Client client() {
        return new DgsTemplate();
    }

    @Override
    public Response send(Request request) {
        String text = Base64.getEncoder().encodeToString(request.body().bytes());
        GraphQLClient client = new CustomGraphQLClient(request.url(), (url, headers, body) -> {
            HttpHeaders sent = new HttpHeaders();
            headers.forEach(sent::addAll);
            ResponseEntity<String> answer =
                    template.exchange(url, HttpMethod.POST, new HttpEntity<>(body, sent), String.class);
            return new HttpResponse(answer.getStatusCode().value(), answer.getBody());
        });
        try {
            GraphQLResponse answer = client.executeQuery(
                    "query Echo($text: String) { text(text: $text) }", Collections.singletonMap("text", text));
            String echoed = answer.extractValue("text");
            return Response.of(200, Base64.getDecoder().decode(echoed));
        } catch (HttpStatusCodeException e) {
            return Response.of(e.getStatusCode().value(), null);
        }
    }
}
