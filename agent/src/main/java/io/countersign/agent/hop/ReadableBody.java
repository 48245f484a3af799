package io.countersign.agent.hop;

import java.io.IOException;

/** A body that can be read before its library sends it. */
public interface ReadableBody {

    /**
     * The whole body, which is sent as it was read; to ask again gives the same bytes.
     *
     * @throws io.countersign.request.BodyNotReadableException if it is longer than the limit or cannot be read ahead
     */
    byte[] bytes(long limit) throws IOException;
}
