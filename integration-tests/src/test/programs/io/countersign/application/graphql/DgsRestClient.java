package io.countersign.application.graphql;

import com.netflix.graphql.dgs.client.RestClientGraphQLClient;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.util.Base64;
import java.util.Collections;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestClient;

/** Netflix DGS's GraphQL client over Spring's RestClient; each request is a query, whose variable carries the body. */
public final class DgsRestClient implements Client {

    /** As its manual shows. */
    public static Client client() {
        return new DgsRestClient();
    }

    @Override
    public Response send(Request request) {
        String text = Base64.getEncoder().encodeToString(request.body().bytes());
        RestClientGraphQLClient client = new RestClientGraphQLClient(RestClient.create(request.url()));
        try {
            String echoed = client.executeQuery(
                            "query Echo($text: String) { text(text: $text) }", Collections.singletonMap("text", text))
                    .extractValue("text");
            return Response.of(200, Base64.getDecoder().decode(echoed));
        } catch (HttpStatusCodeException e) {
            return Response.of(e.getStatusCode().value(), null);
        }
    }
}
