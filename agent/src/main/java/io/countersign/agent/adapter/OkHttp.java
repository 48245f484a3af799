package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
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
    private final OkHttpReplay replay;
    private volatile @Nullable Field index;
    private volatile @Nullable Field interceptors;

    /** Made by reflection. */
    public OkHttp(Hops hops) {
        this.hops = hops;
        this.replay = new OkHttpReplay(hops);
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        switch (point) {
            case "hop":
                authorize(call);
                return null;
            case "answer":
                return shown(call);
            default:
                return replay.instead((Request) call.result(), (Response) call.arguments()[0]);
        }
    }

    private void authorize(Call call) throws IOException {
        Request request = (Request) call.arguments()[0];
        if (hops.concern(request, OkHttpAddress.host(request)) && isLastStep(call)) {
            call.arguments()[0] = OkHttpHop.of(request, hops).authorized();
        }
    }

    /** Interceptors and caches look at the request that an answer names. */
    private @Nullable Object shown(Call call) {
        Response response = (Response) call.result();
        return response != null && isLastStep(call) && hops.concern(response.request(), null)
                ? OkHttpHop.shown(response, hops)
                : response;
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
}
