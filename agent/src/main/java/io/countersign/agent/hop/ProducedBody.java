package io.countersign.agent.hop;

import java.io.IOException;

/**
 * A body that a library's producer writes piece by piece, put into its hands so that it can be read ahead. Each woven class
 * has adapters of its own, which do not know each other's classes: this is how one finds what another left.
 */
public interface ProducedBody {

    /**
     * All of it; it is sent from memory then.
     *
     * @param connection the library's, which a body may have to be produced for
     * @throws io.countersign.request.BodyNotReadableException if it is longer than the limit; it can then still be sent
     */
    byte[] read(long limit, Object connection) throws IOException;
}
