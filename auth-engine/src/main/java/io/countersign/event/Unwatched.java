package io.countersign.event;

import io.countersign.request.AuthenticationException;
import io.countersign.request.RequestTarget;
import org.jspecify.annotations.Nullable;

/** Nobody watches. */
public final class Unwatched implements EngineEvents, HopEvents, TokenEvents {

    private Unwatched() {}

    /** Nobody. */
    public static Unwatched of() {
        return new Unwatched();
    }

    @Override
    public HopEvents ofRule(String name) {
        return this;
    }

    @Override
    public TokenEvents ofIdentity(String name) {
        return this;
    }

    @Override
    public @Nullable Object begin() {
        return null;
    }

    @Override
    public void end(
            @Nullable Object begun,
            String method,
            RequestTarget target,
            HopOutcome outcome,
            @Nullable AuthenticationException failure) {}

    @Override
    public void end(@Nullable Object begun, FetchKind kind, @Nullable AuthenticationException failure) {}

    @Override
    public void replayed(String method, RequestTarget target) {}

    @Override
    public void answered(String method, RequestTarget target, int status) {}
}
