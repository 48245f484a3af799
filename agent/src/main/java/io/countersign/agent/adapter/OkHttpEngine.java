package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Hops;
import java.io.IOException;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * OkHttp 2.x and 3.0 to 3.3: one engine carries each hop. Its own chain of network interceptors ends at the wire; web
 * sockets, and requests whose body somebody else writes, go past that chain.
 */
public final class OkHttpEngine implements Adapter {

    private final Hops hops;
    private final OkHttpReplay replay;
    private volatile @Nullable OkHttpEngineStep step;
    private volatile @Nullable OkHttpEngineState state;

    /** Made by reflection. */
    public OkHttpEngine(Hops hops) {
        this.hops = hops;
        this.replay = new OkHttpReplay(hops);
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        switch (point) {
            case "step":
                authorize(call);
                return null;
            case "answer":
                return shown(call);
            case "request":
                return pastTheChain(call);
            default:
                return state(call).isRepeatable(call.self())
                        ? replay.instead((Request) call.result(), state(call).response(call.self()))
                        : call.result();
        }
    }

    private void authorize(Call call) throws IOException {
        Request request = (Request) call.arguments()[0];
        if (hops.concern(request, OkHttpAddress.host(request)) && step(call).isLast(call.self())) {
            Request authorized = OkHttpHop.of(request, hops).authorized();
            step(call).sendsInstead(call.self(), authorized);
            call.arguments()[0] = authorized;
        }
    }

    private @Nullable Object shown(Call call) {
        Response response = (Response) call.result();
        return response != null
                        && hops.concern(response.request(), null)
                        && step(call).isLast(call.self())
                ? OkHttpHop.shown(response, hops)
                : response;
    }

    private @Nullable Object pastTheChain(Call call) throws IOException {
        Request request = (Request) call.result();
        if (request == null
                || !hops.concern(request, OkHttpAddress.host(request))
                || state(call).hasChain(call.self())) {
            return request;
        }
        return OkHttpHop.withoutBody(request, hops).authorized();
    }

    private OkHttpEngineStep step(Call call) {
        OkHttpEngineStep known = step;
        if (known == null) {
            known = new OkHttpEngineStep(call.owner());
            step = known;
        }
        return known;
    }

    private OkHttpEngineState state(Call call) {
        OkHttpEngineState known = state;
        if (known == null) {
            known = new OkHttpEngineState(call.owner());
            state = known;
        }
        return known;
    }
}
