package io.countersign.request;

import java.io.IOException;

/** Changes a hop so that the server behind it accepts it: a header with a token, an API key, a signature. */
public interface RequestSigner {

    /** The header that carries the credentials, to find out whether the application already set it. */
    String header();

    /**
     * Authorizes the hop, waiting for credentials where none are at hand.
     *
     * @throws AuthenticationException if there are no credentials; the hop is then unchanged
     * @throws IOException if the hop's body must be read and cannot be
     */
    Authorization sign(OutboundRequest hop) throws IOException;
}
