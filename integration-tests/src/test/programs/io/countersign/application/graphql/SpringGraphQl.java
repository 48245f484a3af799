package io.countersign.application.graphql;

import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.util.Base64;
import org.springframework.graphql.client.HttpSyncGraphQlClient;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestClient;

/** Spring's GraphQL client over RestClient; each request is a query, whose variable carries the body. */
public final class SpringGraphQl implements Client {

    /** As its manual shows. */
    public static Client client() {
        return new SpringGraphQl();
    }

    @Override
    public Response send(Request request) {
        String text = Base64.getEncoder().encodeToString(request.body().bytes());
        HttpSyncGraphQlClient client = HttpSyncGraphQlClient.create(RestClient.create(request.url()));
        try {
            String echoed = client.document("query Echo($text: String) { text(text: $text) }")
                    .variable("text", text)
                    .retrieveSync("text")
                    .toEntity(String.class);
            return Response.of(200, Base64.getDecoder().decode(echoed));
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof HttpStatusCodeException) {
                    return Response.of(
                            ((HttpStatusCodeException) cause).getStatusCode().value(), null);
                }
            }
            throw e;
        }
    }
}
