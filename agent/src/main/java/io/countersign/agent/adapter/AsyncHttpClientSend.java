package io.countersign.agent.adapter;

import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Deferral;
import io.countersign.agent.hop.Hops;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Between AsyncHttpClient and a connection: each hop is written to it by one method, in a thread of the application or of the
 * connection. Neither waits: without a connection that method does nothing, and is called again when credentials are at hand.
 */
final class AsyncHttpClientSend {

    /** The call that goes on with a hop which is authorized already. */
    private static final ThreadLocal<@Nullable Object> GOING_ON = new ThreadLocal<>();

    private final Hops hops;
    private final Deferral deferral;

    AsyncHttpClientSend(Hops hops) {
        this.hops = hops;
        this.deferral = new Deferral(hops, "AsyncHttpClient");
    }

    /** Whether the client may write it now; else it is written later, or the application is told why it is not. */
    boolean mayBeWritten(AsyncHttpClientCall call) {
        if (GOING_ON.get() == call.identity() || !hops.concern(call.identity(), call.host()) || call.isConnect()) {
            return true;
        }
        BodyNeed need = hops.bodyNeed(call.target(), call.method());
        if (hops.isReady(call) && !(need.isSigned() && call.isStreamed())) {
            return goesOut(call, deferral.attempt(call));
        }
        deferral.authorize(call, call::execute, outcome -> {
            if (goesOut(call, outcome)) {
                write(call);
            }
        });
        return false;
    }

    private boolean goesOut(AsyncHttpClientCall call, @Nullable Throwable outcome) {
        if (outcome instanceof IOException) {
            call.abort((IOException) outcome);
            return false;
        }
        if (hops.concern(call.identity(), null)) {
            call.expectAnswer(hops);
        }
        return true;
    }

    private static void write(AsyncHttpClientCall call) {
        GOING_ON.set(call.identity());
        try {
            call.write();
        } finally {
            GOING_ON.remove();
        }
    }
}
