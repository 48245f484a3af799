package io.countersign.application.graphql.apollo4;

import com.apollographql.apollo.ApolloClient;
import com.apollographql.apollo.api.ApolloResponse;
import com.apollographql.apollo.exception.ApolloHttpException;
import io.countersign.application.Client;
import io.countersign.application.Request;
import io.countersign.application.Response;
import java.util.Base64;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;

/** Apollo's GraphQL client, which is OkHttp on the JVM; each request is a query, whose variable carries the body. */
public final class Apollo implements Client {

    /** As it comes. */
    public static Client client() {
        return new Apollo();
    }

    @Override
    public Response send(Request request) throws Exception {
        EchoQuery query =
                new EchoQuery(Base64.getEncoder().encodeToString(request.body().bytes()));
        try (ApolloClient client =
                new ApolloClient.Builder().serverUrl(request.url()).build()) {
            ApolloResponse<EchoQuery.Echo> answer = BuildersKt.runBlocking(
                    EmptyCoroutineContext.INSTANCE,
                    (scope, continuation) -> client.query(query).execute(continuation));
            if (answer.exception instanceof ApolloHttpException) {
                return Response.of(((ApolloHttpException) answer.exception).getStatusCode(), null);
            }
            if (answer.data == null) {
                throw new IllegalStateException(answer.exception);
            }
            return Response.of(200, Base64.getDecoder().decode(answer.data.text));
        }
    }
}
