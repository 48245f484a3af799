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
    private final @Nullable String query;
    private final Authorization authorization;
    private final Map<String, @Nullable String> before;
    private final Map<String, @Nullable String> after;
    private final boolean replay;
    private final boolean due;

    SentHop(Authorization authorization, RecordedRequest changes, boolean replay) {
        this.target = changes.original();
        this.query = changes.query();
        this.authorization = authorization;
        this.before = changes.before();
        this.after = changes.after();
        this.replay = replay;
        this.due = false;
    }

    private SentHop(SentHop refused, boolean due) {
        this.target = refused.target;
        this.query = refused.query;
        this.authorization = refused.authorization;
        this.before = refused.before;
        this.after = refused.after;
        this.replay = true;
        this.due = due;
    }

    /** Where the application sends it, whatever was made of its query. */
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

    /** Whether the second send is yet to come; applications may use the same request again much later. */
    boolean isDue() {
        return due;
    }

    SentHop asReplay() {
        return new SentHop(this, true);
    }

    /** For an object that stays behind when another one is sent in its place. */
    SentHop left() {
        return due ? new SentHop(this, false) : this;
    }

    /** The headers that were set or removed, whatever the case of their letters. */
    Set<String> changedHeaders() {
        return after.keySet();
    }

    /** Null if the header was not set. */
    @Nullable
    String setHeader(String name) {
        return after.get(name);
    }

    /** Null if the query was not set. */
    @Nullable
    String setQuery() {
        return Objects.equals(query, target.query()) ? null : query;
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
        if (setQuery() != null && Objects.equals(wire.target().query(), query)) {
            wire.setQuery(target.query());
        }
    }
}
