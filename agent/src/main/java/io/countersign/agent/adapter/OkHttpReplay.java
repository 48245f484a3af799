package io.countersign.agent.adapter;

import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.SentBody;
import io.countersign.request.HopResponse;
import java.io.IOException;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Decides whether a refused hop is sent once more, and as what. */
final class OkHttpReplay {

    private static final int UNAUTHORIZED = 401;

    private final Hops hops;

    OkHttpReplay(Hops hops) {
        this.hops = hops;
    }

    /**
     * What OkHttp goes on with. An {@code Authenticator} of the application has been asked by now; but it knows nothing
     * of the credentials that were refused, so its answer counts from the second refusal on.
     *
     * @param answer what OkHttp alone would go on with; null if the application gets the response
     */
    @Nullable
    Request instead(@Nullable Request answer, Response response) throws IOException {
        Response network = response.networkResponse();
        if (network == null
                || !hops.concern(network.request(), null)
                || isSecond(response)
                || (answer != null && response.code() != UNAUTHORIZED)) {
            return answer;
        }
        Request again = hops.resend(network.request(), new Answer(response))
                ? again(response.request(), network.request().body())
                : null;
        return again == null ? answer : again;
    }

    private static boolean isSecond(Response response) {
        Response prior = response.priorResponse();
        return prior != null
                && prior.code() == response.code()
                && OkHttpAddress.target(prior.request()).equals(OkHttpAddress.target(response.request()));
    }

    /** The request as it was before the steps that end at the wire, so that it takes them again; null without its body. */
    private static @Nullable Request again(Request request, @Nullable RequestBody sent) throws IOException {
        RequestBody body = request.body();
        if (body == null || OkHttpBodyTraits.isRepeatable(body)) {
            return request;
        }
        Object again = sent instanceof SentBody ? ((SentBody) sent).againFor(body) : null;
        return again == null
                ? null
                : request.newBuilder()
                        .method(request.method(), (RequestBody) again)
                        .build();
    }

    /** What the client received. */
    private static final class Answer implements HopResponse {

        private final Response response;

        Answer(Response response) {
            this.response = response;
        }

        @Override
        public int status() {
            return response.code();
        }

        @Override
        public @Nullable String header(String name) {
            return response.header(name);
        }
    }
}
