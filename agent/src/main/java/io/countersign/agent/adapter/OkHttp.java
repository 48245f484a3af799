package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import io.countersign.request.HopResponse;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * OkHttp 3.4 to 5.x: the last step of the interceptor chain is the one onto the wire, below the application's
 * interceptors and its logging.
 */
public final class OkHttp implements Adapter {

    private final Hops hops;
    private volatile @Nullable Field index;
    private volatile @Nullable Field interceptors;

    /** Made by reflection. */
    public OkHttp(Hops hops) {
        this.hops = hops;
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        if (point.equals("hop")) {
            authorize(call);
            return null;
        }
        return call.result() != null ? call.result() : again((Response) call.arguments()[0]);
    }

    private void authorize(Call call) throws IOException {
        Request request = (Request) call.arguments()[0];
        if (hops.concern(request, request.url().host()) && isLastStep(call)) {
            OkHttpHop hop = new OkHttpHop(request, hops);
            hops.authorize(hop);
            call.arguments()[0] = hop.identity();
        }
    }

    private boolean isLastStep(Call call) {
        Field position = index;
        Field steps = interceptors;
        if (position == null || steps == null) {
            position = Member.field(call.owner(), "index");
            steps = Member.field(call.owner(), "interceptors");
            index = position;
            interceptors = steps;
        }
        List<?> chain = (List<?>) Member.get(steps, call.self());
        Object step = Member.get(position, call.self());
        return chain != null && step != null && (Integer) step == chain.size() - 1;
    }

    /** The request that the application's interceptors saw goes through the chain again. */
    private @Nullable Request again(Response response) {
        Response network = response.networkResponse();
        Response prior = response.priorResponse();
        boolean second = prior != null
                && prior.code() == response.code()
                && prior.request().url().equals(response.request().url());
        if (network == null || second || !hops.resend(network.request(), new Answer(response))) {
            return null;
        }
        return response.request();
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
