package io.countersign.agent.ops;

import io.countersign.agent.AllowForbidden;
import io.countersign.request.RequestTarget;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/** Hops and fetches as events of Java Flight Recorder. */
@AllowForbidden("what events inherit is the JDK's own affair")
final class FlightRecorderEvents implements Recorder {

    /** Made by its name, since Java 8 cannot load it. */
    FlightRecorderEvents() {}

    @Override
    public boolean isInUse() {
        return FlightRecorder.isInitialized();
    }

    @Override
    public @Nullable Object beginHop() {
        HopEvent event = new HopEvent();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    @Override
    public void endHop(Object begun, RuleFigures rule, String method, RequestTarget target, String outcome) {
        HopEvent event = (HopEvent) begun;
        event.end();
        if (event.shouldCommit()) {
            event.rule = rule.name();
            event.identity = rule.getIdentity();
            event.method = method;
            event.host = target.authority();
            event.outcome = outcome;
            event.commit();
        }
    }

    @Override
    public @Nullable Object beginFetch() {
        TokenFetchEvent event = new TokenFetchEvent();
        if (!event.isEnabled()) {
            return null;
        }
        event.begin();
        return event;
    }

    @Override
    public void endFetch(Object begun, String identity, String kind, String outcome) {
        TokenFetchEvent event = (TokenFetchEvent) begun;
        event.end();
        if (event.shouldCommit()) {
            event.identity = identity;
            event.kind = kind;
            event.outcome = outcome;
            event.commit();
        }
    }
}
