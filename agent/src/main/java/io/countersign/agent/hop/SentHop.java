package io.countersign.agent.hop;

import io.countersign.request.Authorization;
import io.countersign.request.OutboundRequest;
import io.countersign.request.RequestTarget;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was done to a hop that is under way; it must not refer to the library's objects, which it would keep alive. */
final class SentHop {

    private final RequestTarget target;
    private final Authorization authorization;
    private final Map<String, @Nullable String> before;
    private final Map<String, @Nullable String> after;
    private final boolean replay;

    SentHop(RequestTarget target, Authorization authorization, RecordedRequest changes, boolean replay) {
        this(target, authorization, changes.before(), changes.after(), replay);
    }

    private SentHop(
            RequestTarget target,
            Authorization authorization,
            Map<String, @Nullable String> before,
            Map<String, @Nullable String> after,
            boolean replay) {
        this.target = target;
        this.authorization = authorization;
        this.before = before;
        this.after = after;
        this.replay = replay;
    }

    RequestTarget target() {
        return target;
    }

    Authorization authorization() {
        return authorization;
    }

    /** Whether this hop is the second send of a refused one: there is no third. */
    boolean isReplay() {
        return replay;
    }

    SentHop asReplay() {
        return new SentHop(target, authorization, before, after, true);
    }

    /** The headers that were set or removed, whatever the case of their letters. */
    Set<String> changedHeaders() {
        return after.keySet();
    }

    /** Puts the request back as the application made it, where nobody changed it since. */
    void undo(OutboundRequest wire) {
        for (Map.Entry<String, @Nullable String> change : after.entrySet()) {
            String name = change.getKey();
            if (!Objects.equals(wire.header(name), change.getValue())) {
                continue;
            }
            String original = before.get(name);
            if (original != null) {
                wire.setHeader(name, original);
            } else if (change.getValue() != null) {
                wire.removeHeader(name);
            }
        }
    }
}
