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
    private final ByIdentity<SentHop> sent = new ByIdentity<>();
    private final ByIdentity<HeldText> held = new ByIdentity<>();

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
        SentHop refused = isSentAgain(earlier, recorded) ? earlier : null;
        Authorization authorization = refused != null && refused.isDue()
                ? gate.authorizeAgain(recorded, refused.authorization())
                : gate.authorize(recorded);
        if (authorization != null) {
            sent.put(wire.identity(), new SentHop(authorization, recorded, refused != null));
        }
    }

    private static boolean isSentAgain(@Nullable SentHop earlier, RecordedRequest now) {
        return earlier != null && earlier.isReplay() && earlier.target().equals(now.original());
    }

    /**
     * Whether a hop can be authorized here and now, on a thread that must not wait. What opens a web socket may be meant by
     * another rule than its address tells.
     */
    public boolean isReady(LibraryRequest wire) {
        return wire.header("Upgrade") == null && gate.isReady(wire.target(), wire.method());
    }

    /** Does what may wait on a thread that may; what follows belongs back on the library's own. */
    public void defer(Runnable work) {
        gate.defer(work);
    }

    /** Says what went wrong where no hook would. */
    public void report(String where, Throwable defect) {
        gate.report(where, defect);
    }

    /** Whether it is worth asking {@link #resend} or {@link #learn} about this answer, which may wait. */
    public boolean isRefused(Object request, HopResponse answer) {
        SentHop hop = sent.get(request);
        return hop != null && !hop.isReplay() && hop.authorization().isRefusedBy(answer);
    }

    /** Whether a refused hop should be sent once more, authorized anew; true at most once per hop. */
    public boolean resend(Object request, HopResponse answer) {
        SentHop hop = sent.get(request);
        if (hop != null && hop.isReplay()) {
            hop.authorization().answered(answer);
            return false;
        }
        if (hop == null || !hop.authorization().renew(answer)) {
            return false;
        }
        hop.authorization().resent();
        sent.put(request, hop.asReplay());
        return true;
    }

    /** Tells of the answer to a second send, where there is nothing else to ask. */
    public void answered(Object request, HopResponse answer) {
        SentHop hop = sent.get(request);
        if (hop != null && hop.isReplay()) {
            hop.authorization().answered(answer);
        }
    }

    /** Learns from the answer to a hop that cannot be sent again, so that the next one does not bring what was refused. */
    public void learn(Object request, HopResponse answer) {
        SentHop hop = sent.get(request);
        if (hop != null) {
            hop.authorization().renew(answer);
        }
    }

    /** Says that a library sends a refused hop again as another object. */
    public void resentAs(Object request, Object again) {
        SentHop hop = sent.get(request);
        if (hop != null) {
            sent.put(request, hop.left());
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

    /** What was set as a header of a hop; null if nothing was. */
    public @Nullable String setHeader(Object request, String name) {
        SentHop hop = sent.get(request);
        return hop == null ? null : hop.setHeader(name);
    }

    /** What was set as the query of a hop; null if nothing was. */
    public @Nullable String setQuery(Object request) {
        SentHop hop = sent.get(request);
        return hop == null ? null : hop.setQuery();
    }

    /**
     * What a web socket sends in place of a text message.
     *
     * @param subprotocols what it asked for, or speaks; null if none is known
     * @throws IOException if the rule refuses to send it without credentials
     */
    public String message(RequestTarget socket, @Nullable String subprotocols, String text) throws IOException {
        return isOfSocketWithRule(socket) ? gate.authorizeMessage(socket, subprotocols, text) : text;
    }

    /**
     * What a web socket sends in place of a part of a text message. What is signed is the whole, so parts are held until
     * the last one comes, and nothing is sent in their places; too long a message goes out as it is.
     *
     * @param socket the library's object
     */
    public String part(Object socket, RequestTarget target, @Nullable String subprotocols, String text, boolean last)
            throws IOException {
        HeldText before = held.remove(socket);
        if (before == null && last) {
            return message(target, subprotocols, text);
        }
        HeldText whole = (before == null ? HeldText.nothing() : before).and(text, gate.messageLimit(target));
        if (last) {
            return whole.isWhole() ? message(target, subprotocols, whole.text()) : whole.text();
        }
        held.put(socket, whole.kept());
        return whole.isWhole() ? "" : whole.text();
    }

    private boolean isOfSocketWithRule(RequestTarget socket) {
        return gate.messageLimit(socket) > 0;
    }

    /** The headers that we changed on a hop, for libraries that keep the application's apart from their own. */
    public Set<String> changedHeaders(Object request) {
        SentHop hop = sent.get(request);
        return hop == null ? Collections.emptySet() : hop.changedHeaders();
    }
}
