package io.countersign.agent.hop;

import io.countersign.request.Authorization;
import io.countersign.request.HopResponse;
import io.countersign.request.RequestTarget;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that an adapter asks: is this hop ours, authorize it, is it worth sending again. */
public final class Hops {

    private final Gate gate;
    private final SentHops sent = new SentHops();

    /** One for the whole JVM: a hop may begin in one woven class and end in another. */
    public Hops(Gate gate) {
        this.gate = gate;
    }

    /** Whether a rule names the host, or an earlier hop left something of ours on this request object. */
    public boolean concern(Object request, @Nullable String host) {
        return (host != null && gate.covers(host)) || sent.get(request) != null;
    }

    /** How far the rule for such a hop wants its body read ahead. */
    public BodyNeed bodyNeed(RequestTarget target, String method) {
        return gate.bodyNeed(target, method);
    }

    /** Whether bodies may have to be read ahead at all. */
    public boolean signBodies() {
        return gate.signsBodies();
    }

    /**
     * Takes back what an earlier hop left on the request, then authorizes this one.
     *
     * @throws IOException if the rule refuses to send the hop without credentials
     */
    public void authorize(LibraryRequest wire) throws IOException {
        SentHop earlier = sent.remove(wire.identity());
        if (earlier != null) {
            earlier.undo(wire);
        }
        RecordedRequest recorded = new RecordedRequest(wire);
        Authorization authorization = gate.authorize(recorded);
        if (authorization != null) {
            boolean replay =
                    earlier != null && earlier.isReplay() && earlier.target().equals(wire.target());
            sent.put(wire.identity(), new SentHop(wire.target(), authorization, recorded, replay));
        }
    }

    /** Whether a refused hop should be sent once more, authorized anew; true at most once per hop. */
    public boolean resend(Object request, HopResponse answer) {
        SentHop hop = sent.get(request);
        if (hop == null || hop.isReplay() || !hop.authorization().renew(answer)) {
            return false;
        }
        sent.put(request, hop.asReplay());
        return true;
    }

    /** Says that a library sends a refused hop again as another object. */
    public void resentAs(Object request, Object again) {
        SentHop hop = sent.get(request);
        if (hop != null) {
            sent.put(again, hop);
        }
    }

    /**
     * Takes back what was set on a hop that was sent, before its request is shown to the application or stored in a cache
     * of the library. Its answer still leads back to the hop.
     */
    public void hide(LibraryRequest wire) {
        SentHop hop = sent.get(wire.identity());
        if (hop != null) {
            hop.undo(wire);
            sent.put(wire.identity(), hop);
        }
    }

    /** The headers that we changed on a hop, for libraries that keep the application's apart from their own. */
    public Set<String> changedHeaders(Object request) {
        SentHop hop = sent.get(request);
        return hop == null ? Collections.emptySet() : hop.changedHeaders();
    }
}
