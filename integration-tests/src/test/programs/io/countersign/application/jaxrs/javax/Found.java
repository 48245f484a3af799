package io.countersign.application.jaxrs.javax;

import io.countersign.application.Client;
import javax.ws.rs.client.ClientBuilder;

/** The JAX-RS client that is on the class path, as it comes. */
public final class Found {

    private Found() {}

    /** Over what it comes with. */
    public static Client client() {
        return new Targets(ClientBuilder.newClient());
    }
}
