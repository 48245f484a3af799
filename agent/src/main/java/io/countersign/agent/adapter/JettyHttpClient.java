package io.countersign.agent.adapter;

import io.countersign.agent.hop.Adapter;
import io.countersign.agent.hop.BodyNeed;
import io.countersign.agent.hop.Call;
import io.countersign.agent.hop.Deferral;
import io.countersign.agent.hop.DeferredHop;
import io.countersign.agent.hop.Hops;
import io.countersign.agent.hop.Refusal;
import java.io.IOException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's HttpClient 9.2 to 12, HTTP/1.1 and HTTP/2. A hop is authorized where it would join the queue for a connection:
 * also a redirect, which one of the client's own threads sends. None of these waits; a hop whose credentials or body are
 * not at hand joins the queue later. What was set is put on the request when its listeners have seen it, and taken back
 * when it is sent.
 */
public final class JettyHttpClient implements Adapter {

    /** An attribute of the conversation, in which one woven class finds what another one left. */
    private static final String HOP = "countersign.hop";

    private final Hops hops;
    private final Deferral deferral;

    /** Made by reflection. */
    public JettyHttpClient(Hops hops) {
        this.hops = hops;
        this.deferral = new Deferral(hops, "JettyHttpClient");
    }

    @Override
    public @Nullable Object at(String point, Call call) throws Exception {
        switch (point) {
            case "hop":
                enqueue(call);
                return null;
            case "head":
                return Boolean.TRUE.equals(call.result()) && complete(request(call.arguments()[0]));
            case "sent":
                hide(request(call.arguments()[0]));
                return null;
            default:
                return JettyHttpClientRefusal.handler(
                        hops, call.self(), call.arguments()[0], call.arguments()[1], call.result());
        }
    }

    private void enqueue(Call call) {
        Object exchange = call.arguments()[1];
        Object request = request(exchange);
        if (!isCovered(request) || deferred(request) != null) {
            return;
        }
        JettyHttpClientHop wire = new JettyHttpClientHop(request);
        BodyNeed need = hops.bodyNeed(wire.target(), wire.method());
        wire.content().mayBeReplaced(need);
        DeferredHop hop = new DeferredHop(wire, hops);
        if (!hops.isReady(wire) || (need.isSigned() && !wire.content().isAtHand())) {
            JettyHttpClientQueue queue =
                    new JettyHttpClientQueue(call.self(), exchange, (Queue<?>) call.arguments()[0]);
            call.arguments()[0] = JettyHttpClientQueue.TAKING;
            deferral.authorize(hop, queue::inThreadOfClient, outcome -> {
                keepIfDone(request, hop, outcome);
                queue.join(outcome instanceof IOException ? outcome : null);
            });
            return;
        }
        Throwable outcome = deferral.attempt(hop);
        keepIfDone(request, hop, outcome);
        if (outcome instanceof IOException) {
            abort(request, (IOException) outcome);
            call.arguments()[0] = JettyHttpClientQueue.FULL;
        }
    }

    /** Whether the request may go on. One that has not been queued goes through a connection which the application holds. */
    private boolean complete(Object request) {
        if (!isCovered(request)) {
            return true;
        }
        DeferredHop hop = deferred(request);
        JettyHttpClientHop.completed(request);
        try {
            if (hop != null) {
                JettyHttpClientMember.call(JettyHttpClientHop.conversation(request), "removeAttribute", HOP);
                hop.complete(request);
            } else {
                hops.authorize(new JettyHttpClientHop(request));
            }
            return true;
        } catch (IOException e) {
            abort(request, e);
            return false;
        }
    }

    /** Listeners of the application, and a copy for a redirect, see the request as the application made it. */
    private void hide(Object request) {
        if (hops.concern(request, null)) {
            hops.hide(new JettyHttpClientHop(request));
        }
    }

    private boolean isCovered(Object request) {
        return hops.concern(request, JettyHttpClientHop.host(request)) && !JettyHttpClientHop.isConnect(request);
    }

    private static void abort(Object request, IOException why) {
        IOException cause = why instanceof Refusal ? ((Refusal) why).asFailure() : why;
        JettyHttpClientMember.call(request, "abort", cause);
    }

    /** What was authorized but not sent yet; the conversation goes on with other requests, for redirects. */
    private static @Nullable DeferredHop deferred(Object request) {
        Object hop = JettyHttpClientMember.call(JettyHttpClientHop.conversation(request), "getAttribute", HOP);
        return hop instanceof DeferredHop && ((DeferredHop) hop).identity() == request ? (DeferredHop) hop : null;
    }

    private static void keepIfDone(Object request, DeferredHop hop, @Nullable Throwable outcome) {
        if (outcome == null) {
            JettyHttpClientMember.call(JettyHttpClientHop.conversation(request), "setAttribute", HOP, hop);
        }
    }

    /** Up to 9.2.10 some methods were given the request itself. */
    private static Object request(Object exchange) {
        return JettyHttpClientMember.has(exchange, "getRequest")
                ? JettyHttpClientMember.get(exchange, "getRequest")
                : exchange;
    }
}
