package io.countersign;

import io.countersign.event.EngineEvents;
import io.countersign.event.FetchKind;
import io.countersign.event.HopEvents;
import io.countersign.event.HopOutcome;
import io.countersign.event.TokenEvents;
import io.countersign.request.AuthenticationException;
import io.countersign.request.RequestTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what an engine tells, one line an event. */
final class RecordedEvents implements EngineEvents {

    final List<String> told = new ArrayList<>();

    @Override
    public HopEvents ofRule(String name) {
        return new HopEvents() {
            @Override
            public Object begin() {
                return name;
            }

            @Override
            public void end(
                    @Nullable Object begun,
                    String method,
                    RequestTarget target,
                    HopOutcome outcome,
                    @Nullable AuthenticationException failure) {
                tell(begun + ": " + method + " " + target + " " + outcome.word(), failure);
            }

            @Override
            public void replayed(String method, RequestTarget target) {
                tell(name + ": " + method + " " + target + " replayed", null);
            }

            @Override
            public void answered(String method, RequestTarget target, int status) {
                tell(name + ": " + method + " " + target + " answered with " + status, null);
            }
        };
    }

    @Override
    public TokenEvents ofIdentity(String name) {
        return new TokenEvents() {
            @Override
            public Object begin() {
                return name;
            }

            @Override
            public void end(@Nullable Object begun, FetchKind kind, @Nullable AuthenticationException failure) {
                tell("identity " + begun + ": " + kind.word(), failure);
            }
        };
    }

    private void tell(String event, @Nullable Exception failure) {
        told.add(failure == null ? event : event + " (" + failure.getMessage() + ")");
    }
}
