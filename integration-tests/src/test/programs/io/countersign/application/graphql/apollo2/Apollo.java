package io.countersign.application.graphql.apollo2;

import com.apollographql.apollo.ApolloCall;
import com.apollographql.apollo.ApolloClient;
import com.apollographql.apollo.exception.ApolloException;
import com.apollographql.apollo.exception.ApolloHttpException;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.OkHttpClient;

/** Apollo's GraphQL client over OkHttp; each request is a query, whose variable carries the body. */
public final class Apollo implements Client {

    private final OkHttpClient http = new OkHttpClient();

    /** As it comes. */
    public static Client client() {
        return new Apollo();
    }

    @Override
    public Response send(Request request) throws Exception {
        EchoQuery query =
                new EchoQuery(Base64.getEncoder().encodeToString(request.body().bytes()));
        ApolloClient client = ApolloClient.builder()
                .serverUrl(request.url())
                .okHttpClient(http)
                .build();
        CompletableFuture<EchoQuery.Echo> answer = new CompletableFuture<>();
        client.query(query).enqueue(new ApolloCall.Callback<EchoQuery.Echo>() {
            @Override
            public void onResponse(com.apollographql.apollo.api.Response<EchoQuery.Echo> response) {
                answer.complete(response.getData());
            }

            @Override
            public void onFailure(ApolloException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return Response.of(200, Base64.getDecoder().decode(answer.get().text));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApolloHttpException) {
                return Response.of(((ApolloHttpException) e.getCause()).code(), null);
            }
            throw e;
        }
    }
}
