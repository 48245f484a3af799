package io.countersign.agent.ops;

import io.countersign.request.RequestTarget;
import org.jspecify.annotations.Nullable;

/** Where each hop and each fetch of tokens is recorded, one by one; what begins here is handed back when it ends. */
interface Recorder {

    /** Whether somebody has recorded anything in this JVM. */
    boolean isInUse();

    /** Null as long as nobody wants to know. */
    @Nullable
    Object beginHop();

    void endHop(Object begun, RuleFigures rule, String method, RequestTarget target, String outcome);

    /** Null as long as nobody wants to know. */
    @Nullable
    Object beginFetch();

    void endFetch(Object begun, String identity, String kind, String outcome);
}
