package io.countersign.jwks;

import java.io.IOException;

/** Where an issuer publishes the keys that it signs with. */
@FunctionalInterface
public interface KeySource {

    /**
     * Asks for the JSON Web Key Set (RFC 7517) now.
     *
     * @return the document as it came; whoever asked decides whether it is one
     * @throws IOException if nothing came, not in time, or too much; its message names the place that was asked
     */
    String fetch() throws IOException;
}
