package io.countersign.agent.hop;

import io.countersign.request.OutboundRequest;

/** A hop as its library holds it. */
public interface LibraryRequest extends OutboundRequest {

    /**
     * The library's object that stands for the hop as it is now, and that its response leads back to. With immutable
     * requests it is another one after each change.
     */
    Object identity();
}
